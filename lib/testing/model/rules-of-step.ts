import { countedOf, openStageOf, peopleOf } from './counting'
import { judge } from './judge'
import { isSame, personOf } from './people'
import type { Memory, Versions } from './judge'
import { hasChanged } from './rules-of-change'
import { at, termsIn } from './snapshot'
import type { DecisionState, PersonState, RequestState, Snapshot } from './snapshot'

/** What came of a deed: its answer, or the code of its refusal. */
export type Outcome = { answer: unknown } | { code: string }

/** One deed by itself: the states around it and what came of it. */
export type Step = { before: Snapshot; after: Snapshot; outcome: Outcome }

/** What is wrong with what one deed did: a sentence each. Notes in `memory` at which stage decisions were made. */
export function wrongInStep(versions: Versions, memory: Memory, step: Step): string[] {
  const { before, after, outcome } = step
  if ('code' in outcome)
    return hasChanged(before, after) ? [`it was refused (${outcome.code}) and changed something`] : []
  const decided = after.decisions.filter(({ id }) => before.decisions.every((one) => one.id !== id))
  return [
    ...decided.flatMap((decision) => wrongInDecision(versions, memory, step, decision)),
    ...after.requests.flatMap((request) => {
      const was = before.requests.find(({ id }) => id === request.id)
      return request.status === 'approved' && was?.status !== 'approved'
        ? wrongInApproval(versions, memory, step, request)
        : []
    }),
  ]
}

function wrongInDecision(versions: Versions, memory: Memory, step: Step, decision: DecisionState): string[] {
  const { before, after } = step
  const request = before.requests.find(({ id }) => id === decision.requestId)
  if (request === undefined) return ['a decision on what was not there']
  const { stages } = judge(versions, before, request, termsIn(before, request))
  const open = openStageOf(before, request, stages, memory)
  // Where the policy asks for less than it did, somebody named at a stage confirms there that it is enough.
  const confirms = open === null && stages.length > 0
  const stage = stages[open ?? decision.stageIndex]
  if (stage === undefined) return [`decision ${decision.id} where nothing is left to decide`]
  memory.set(decision.id, stage.key)
  const [maker, delegator] = peopleOf(after, decision)
  const approver = delegator ?? maker
  const requester = personOf(after, request.personId)
  const people = peopleOf(after, decision)
  const left = openStageOf(
    after,
    request,
    judge(versions, after, request, termsIn(after, request)).stages,
    memory,
  )
  const status = after.requests.find(({ id }) => id === request.id)?.status
  const due = decision.outcome === 'deny' ? 'denied' : left === null ? 'approved' : 'pending'
  return [
    ...unless(
      request.status === 'pending' && at(decision.decidedAt) < at(request.lapsesAt),
      'a decision on a closed request',
    ),
    ...unless(
      confirms || decision.stageIndex === open,
      `it counts at stage ${String(decision.stageIndex)}, not ${String(open)}`,
    ),
    ...unless(approver !== undefined && stage.names(approver), 'nobody named at the open stage decided'),
    ...unless(
      people.every((one) => !isSame(one, requester)),
      'the requester decided, or somebody in their place',
    ),
    ...unless(
      people.every(({ suspended }) => !suspended),
      'somebody suspended decided',
    ),
    ...unless(
      delegator === undefined || standsIn(after, decision),
      'a stand-in decided outside of the delegation',
    ),
    ...unless(
      confirms || !hasTakenPart(step, countedOf(before, request, stages, memory), people),
      'somebody counts twice',
    ),
    ...unless(
      decision.envelopeHash === termsIn(after, request).envelopeHash,
      'the decision’s hash is not of what was approved',
    ),
    ...unless(status === due, `the request is ${String(status)}, not ${due}`),
  ]
}

function standsIn({ delegations }: Snapshot, { personId, onBehalfOfId, decidedAt }: DecisionState): boolean {
  const now = at(decidedAt)
  return delegations.some(
    ({ fromId, toId, startsAt, endsAt, endedAt }) =>
      fromId === onBehalfOfId &&
      toId === personId &&
      at(startsAt) <= now &&
      now < at(endsAt) &&
      endedAt === null,
  )
}

/** Whether one of these human beings counts already, by an approval that still stands beside the new one. */
function hasTakenPart(
  { after }: Step,
  counted: ReturnType<typeof countedOf>,
  people: readonly PersonState[],
): boolean {
  return counted
    .filter(({ id }) => after.decisions.some((one) => one.id === id && one.withdrawnAt === null))
    .flatMap((one) => one.people)
    .some((one) => people.some((other) => isSame(one, other)))
}

function wrongInApproval(
  versions: Versions,
  memory: Memory,
  { before, after }: Step,
  request: RequestState,
): string[] {
  const known = before.requests.some(({ id }) => id === request.id)
  const terms = termsIn(after, request)
  const judged = judge(versions, after, request, terms)
  const requester = personOf(after, request.personId)
  const extended = after.grants.find(({ id }) => id === request.extendsGrantId)
  const minutes = extended === undefined ? 0 : (at(extended.endsAt) - at(extended.startsAt)) / 60_000
  return [
    ...unless(
      known || judged.free || request.kind === 'break-glass',
      'it was approved at once, and no rule says so',
    ),
    ...unless(
      openStageOf(after, request, judged.stages, memory) === null,
      'it was approved with approvers missing',
    ),
    ...unless(!judged.refused, 'it was approved against a rule that refuses'),
    ...unless(!judged.withdrawn, 'it was approved after its entitlement was withdrawn'),
    ...unless(!judged.ticket || (request.ticket ?? '') !== '', 'it was approved without its ticket'),
    ...unless(
      terms.durationMinutes <= judged.longestMinutes,
      'it was approved for longer than any approval can be',
    ),
    ...unless(!requester.suspended, 'it was approved for somebody suspended'),
    ...unless(
      request.kind !== 'extension' || (judged.totalMinutes !== null && minutes <= judged.totalMinutes),
      `the grant lasts ${String(minutes)} min now, beyond its total of ${String(judged.totalMinutes)}`,
    ),
    ...unless(
      after.requests.find(({ id }) => id === extended?.requestId)?.kind !== 'break-glass',
      'broken glass was made longer',
    ),
    ...unless(
      terms.startsAt === null ||
        at(request.closedAt ?? '') < at(terms.startsAt) + terms.durationMinutes * 60_000,
      'it was approved when all of its window had passed',
    ),
    ...unless(
      extended === undefined ||
        at(request.closedAt ?? '') < at(before.grants.find(({ id }) => id === extended.id)?.endsAt ?? ''),
      'a grant was extended after its end',
    ),
  ]
}

const unless = (holds: boolean, sentence: string): string[] => (holds ? [] : [sentence])
