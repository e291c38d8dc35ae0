import type { JudgedStage } from '../catalog/evaluate'

/** What counts of a decision. */
export type CountedDecision = { personId: string; stageIndex: number; outcome: 'approve' | 'deny' }

/** How far a request has come. `openStage` is the index of the stage that decides next; null when nothing is left to decide. */
export type Progress = {
  outcome: 'pending' | 'approved' | 'denied'
  openStage: number | null
  approvals: readonly number[]
}

/**
 * Counts decisions over ordered stages: a stage is met by as many different approvers as it requires, one denial at any
 * stage denies, and a later stage opens when all before it are met. One person counts once over all stages. Pure.
 */
export function progressOf(
  stages: readonly Pick<JudgedStage, 'required'>[],
  decisions: readonly CountedDecision[],
): Progress {
  const firstOfPerson = [...new Map([...decisions].reverse().map((one) => [one.personId, one])).values()]
  const approvals = stages.map(
    (_, index) => firstOfPerson.filter((one) => one.outcome === 'approve' && one.stageIndex === index).length,
  )
  if (decisions.some((one) => one.outcome === 'deny'))
    return { outcome: 'denied', openStage: null, approvals }
  const open = stages.findIndex((stage, index) => (approvals[index] ?? 0) < stage.required)
  return open === -1
    ? { outcome: 'approved', openStage: null, approvals }
    : { outcome: 'pending', openStage: open, approvals }
}
