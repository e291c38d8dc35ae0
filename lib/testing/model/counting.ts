import type { Memory, ModelStage } from './judge'
import { isSame, personOf } from './people'
import type { DecisionState, PersonState, RequestState, Snapshot } from './snapshot'

/** The stage that decides next, by index; null when none is left. */
export function openStageOf(
  state: Snapshot,
  request: RequestState,
  stages: readonly ModelStage[],
  memory: Memory,
): number | null {
  const counted = countedOf(state, request, stages, memory)
  const open = stages.findIndex(
    ({ required }, index) => counted.filter((one) => one.index === index).length < required,
  )
  return open === -1 ? null : open
}

/** Which approvals count, each for which stage and by whom. Each human being counts once over all stages. */
export function countedOf(
  state: Snapshot,
  request: RequestState,
  stages: readonly ModelStage[],
  memory: Memory,
): { id: string; index: number; people: PersonState[] }[] {
  const seen: PersonState[] = [personOf(state, request.personId)]
  return approvalsOf(state, request).flatMap((decision) => {
    const index = stages.findIndex(({ key }) => key === memory.get(decision.id))
    const people = peopleOf(state, decision)
    const approver = people.at(-1)
    if (approver === undefined || stages[index]?.names(approver) !== true) return []
    if (people.some((one) => one.suspended || seen.some((other) => isSame(one, other)))) return []
    seen.push(...people)
    return [{ id: decision.id, index, people }]
  })
}

/** Approvals that nobody withdrew, oldest first. */
function approvalsOf(state: Snapshot, request: RequestState): DecisionState[] {
  return state.decisions.filter(
    (one) => one.requestId === request.id && one.withdrawnAt === null && one.outcome === 'approve',
  )
}

/** Who stands behind a decision: whoever made it and, last, for whom. */
export function peopleOf(state: Snapshot, { personId, onBehalfOfId }: DecisionState): PersonState[] {
  return [personId, ...(onBehalfOfId === null ? [] : [onBehalfOfId])].map((id) => personOf(state, id))
}
