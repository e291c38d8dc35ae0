import type { JudgedStage } from '../catalog/index'
import { rulesInWords } from '../catalog/words'
import type { Transaction } from '../db/client'
import type { Progress } from './evaluate'
import type { StageView } from './schema'
import { nobodyCould, whoCouldDecide } from './who-could-decide'
import type { WhoCouldDecide } from './who-could-decide'

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
    stages.map(async (stage, index) => {
      const who = await whoCouldDecide(tx, stage, requester, deciders)
      return {
        name: stage.name,
        required: stage.required,
        approvals: progress.approvals[index] ?? 0,
        state: stateOf(index, stage.required, progress),
        approversInWords: rulesInWords(stage.rules),
        candidates: who.candidates.slice(0, SHOWN_AT_MOST).map((person) => person.name),
        standIns: who.standIns.slice(0, SHOWN_AT_MOST).map((one) => `${one.name} for ${one.forName}`),
        nobody: nobodyInWords(stage, who),
        escalatedTo: stage.fallback === undefined ? null : rulesInWords(stage.fallback),
      }
    }),
  )
}

function nobodyInWords(
  stage: JudgedStage,
  { candidates, standIns, impossible }: WhoCouldDecide,
): string | null {
  if (impossible) return nobodyCould(stage)
  if (candidates.length + standIns.length > 0) return null
  return 'Nobody who could decide here has signed in to Daypass yet, or whoever could has decided: it waits.'
}

function stateOf(index: number, required: number, progress: Progress): StageView['state'] {
  if ((progress.approvals[index] ?? 0) >= required) return 'met'
  return progress.openStage === index ? 'open' : 'waiting'
}
