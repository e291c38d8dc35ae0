import type { JudgedStage } from '../catalog/index'
import { rulesInWords } from '../catalog/words'
import type { Transaction } from '../db/client'
import { isSameHuman, namedPeople } from '../identity/index'
import type { NamedPerson } from '../identity/index'
import type { Progress } from './evaluate'
import type { StageView } from './schema'

type Account = { personId: string; email: string | null }

/**
 * The stages with who could decide now, by name: never the requester nor who has decided already, by whatever account
 * (invariant 5).
 */
export function stageViews(
  tx: Transaction,
  stages: readonly JudgedStage[],
  progress: Progress,
  requester: Account,
  deciders: readonly Account[],
): Promise<StageView[]> {
  return Promise.all(
    stages.map(async (stage, index) => ({
      name: stage.name,
      required: stage.required,
      approvals: progress.approvals[index] ?? 0,
      state: stateOf(index, stage.required, progress),
      approversInWords: rulesInWords(stage.rules),
      candidates: (await candidatesOf(tx, stage, [requester, ...deciders])).map((person) => person.name),
    })),
  )
}

function stateOf(index: number, required: number, progress: Progress): StageView['state'] {
  if ((progress.approvals[index] ?? 0) >= required) return 'met'
  return progress.openStage === index ? 'open' : 'waiting'
}

/** Who could decide at a stage now, by name; never somebody excluded, by whatever account. */
export async function candidatesOf(
  tx: Transaction,
  stage: JudgedStage,
  excluded: readonly Account[],
): Promise<NamedPerson[]> {
  const [first = [], ...others] = await Promise.all(stage.rules.map((rule) => namedPeople(tx, rule)))
  return first
    .filter((person) => others.every((people) => people.some((other) => other.handle === person.handle)))
    .filter((person) => !excluded.some((account) => isSameHuman(account, person)))
}
