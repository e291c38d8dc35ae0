import type { JudgedStage } from '../catalog/index'
import { rulesInWords } from '../catalog/words'
import type { Transaction } from '../db/client'
import { isSameHuman, namedPeople } from '../identity/index'
import type { NamedPerson } from '../identity/index'
import type { Progress } from './evaluate'
import type { StageView } from './schema'

const SHOWN_AT_MOST = 50

type Account = { personId: string; email: string | null }

/**
 * The stages with who could decide now, fifty at most, by name: never the requester nor who has decided already, by
 * whatever account (invariant 5).
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
      candidates: (await candidatesOf(tx, stage, [requester, ...deciders]))
        .slice(0, SHOWN_AT_MOST)
        .map((person) => person.name),
    })),
  )
}

function stateOf(index: number, required: number, progress: Progress): StageView['state'] {
  if ((progress.approvals[index] ?? 0) >= required) return 'met'
  return progress.openStage === index ? 'open' : 'waiting'
}

/** Everybody who could decide at a stage now, by name: whom all its rules name. Never somebody excluded, by whatever account. */
export async function candidatesOf(
  tx: Transaction,
  stage: JudgedStage,
  excluded: readonly Account[],
): Promise<NamedPerson[]> {
  const [first = [], ...others] = await Promise.all(stage.rules.map((rule) => namedPeople(tx, rule)))
  const named = others.map((people) => new Set(people.map(whoIs)))
  return first
    .filter((person) => named.every((people) => people.has(whoIs(person))))
    .filter((person) => !excluded.some((account) => isSameHuman(account, person)))
}

// Several people may hold one handle; who has not signed in has nothing else.
function whoIs({ personId, handle }: NamedPerson): string {
  return personId === null ? `handle ${handle}` : `person ${personId}`
}
