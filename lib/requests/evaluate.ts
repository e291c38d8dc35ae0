import type { JudgedStage } from '../catalog/judge-policy'

/** What counts of a decision. `onBehalfOfId` is the approver in whose place it was made. */
export type CountedDecision = {
  personId: string
  onBehalfOfId: string | null
  stageIndex: number
  outcome: 'approve' | 'deny'
}

/** How far a request has come. `openStage` is the index of the stage that decides next; null when nothing is left to decide. */
export type Progress = {
  outcome: 'pending' | 'approved' | 'denied'
  openStage: number | null
  approvals: readonly number[]
}

/**
 * Counts decisions over ordered stages: a stage is met by as many different approvers as it requires, one denial at any
 * stage denies, and a later stage opens when all before it are met. One person counts once over all stages, also for whom
 * somebody else stood in. Pure.
 */
export function progressOf(
  stages: readonly Pick<JudgedStage, 'required'>[],
  decisions: readonly CountedDecision[],
): Progress {
  const counted = oncePerPerson(decisions)
  const approvals = stages.map(
    (_, index) => counted.filter((one) => one.outcome === 'approve' && one.stageIndex === index).length,
  )
  if (decisions.some((one) => one.outcome === 'deny'))
    return { outcome: 'denied', openStage: null, approvals }
  const open = stages.findIndex((stage, index) => (approvals[index] ?? 0) < stage.required)
  return open === -1
    ? { outcome: 'approved', openStage: null, approvals }
    : { outcome: 'pending', openStage: open, approvals }
}

function oncePerPerson(decisions: readonly CountedDecision[]): CountedDecision[] {
  const seen = new Set<string>()
  return decisions.filter(({ personId, onBehalfOfId }) => {
    const people = [personId, ...(onBehalfOfId === null ? [] : [onBehalfOfId])]
    const isFirst = people.every((id) => !seen.has(id))
    for (const id of people) seen.add(id)
    return isFirst
  })
}
