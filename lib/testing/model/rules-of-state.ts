import { createHash } from 'node:crypto'
import { isSame, personOf } from './people'
import { at, termsIn } from './snapshot'
import type { GrantState, HoldState, RequestState, Snapshot, TermsState } from './snapshot'

const MINUTE = 60_000
const LEVELS = ['list', 'read', 'read-write']

/** What is wrong with a state by itself, whatever led to it: a sentence each. */
export function wrongInState(state: Snapshot): string[] {
  return [
    ...state.requests.flatMap((request) => [
      ...oneGrantEach(state, request),
      ...closedInTime(state, request),
      ...neverWider(state, request),
      ...reviewedWhereBroken(state, request),
      ...nobodyTwice(state, request),
    ]),
    ...state.grants.flatMap((grant) => [...asApproved(state, grant), ...holdOfGrant(state, grant)]),
    ...holdsApart(state.holds),
  ]
}

const unless = (holds: boolean, sentence: string): string[] => (holds ? [] : [sentence])

function oneGrantEach({ grants }: Snapshot, { id, kind, status }: RequestState): string[] {
  const own = grants.filter((grant) => grant.requestId === id).length
  const due = status === 'approved' && kind !== 'extension' ? 1 : 0
  return unless(
    own === due,
    `the ${status} ${kind} request ${id} has ${String(own)} grants, not ${String(due)}`,
  )
}

function closedInTime(state: Snapshot, request: RequestState): string[] {
  const { id, status, closedAt } = request
  if (closedAt === null) return []
  const inTime =
    status === 'lapsed' ? isOver(state, request, at(closedAt)) : at(closedAt) < at(request.lapsesAt)
  return unless(
    inTime,
    `request ${id} became ${status} ${status === 'lapsed' ? 'before' : 'after'} its limit`,
  )
}

/** Whether nothing can come of a request any more: its limit has passed, or the grant is over that it would make longer. */
export function isOver({ grants }: Snapshot, request: RequestState, now: number): boolean {
  const grant = grants.find(({ id }) => id === request.extendsGrantId)
  return at(request.lapsesAt) <= now || (grant !== undefined && now >= at(grant.endedAt ?? grant.endsAt))
}

/** A grant is what was approved: its terms are the last narrowing's, its window their duration with all extensions. */
function asApproved(state: Snapshot, grant: GrantState): string[] {
  const request = state.requests.find(({ id }) => id === grant.requestId)
  if (request === undefined || request.closedAt === null) return [`grant ${grant.id} has no approved request`]
  const terms = termsIn(state, request)
  const closedAt = at(request.closedAt)
  const startsAt = Math.max(closedAt, terms.startsAt === null ? closedAt : at(terms.startsAt))
  const extended = state.requests
    .filter((one) => one.extendsGrantId === grant.id && one.status === 'approved')
    .reduce((sum, one) => sum + termsIn(state, one).durationMinutes, 0)
  const firstEnd = Math.floor((startsAt + terms.durationMinutes * MINUTE) / 1000) * 1000
  return [
    ...unless(grant.envelopeHash === terms.envelopeHash, `grant ${grant.id} is not what was approved last`),
    ...unless(
      sha256(grant.envelope) === grant.envelopeHash,
      `grant ${grant.id} has another envelope than its hash`,
    ),
    ...unless(
      JSON.stringify(grant.scope) === JSON.stringify(terms.scope),
      `grant ${grant.id} has another scope`,
    ),
    ...unless(at(grant.startsAt) === startsAt, `grant ${grant.id} starts at another time than approved`),
    ...unless(
      at(grant.endsAt) === firstEnd + extended * MINUTE,
      `grant ${grant.id} ends ${String((at(grant.endsAt) - firstEnd) / MINUTE)} min after its first end, not ${String(extended)}`,
    ),
    ...unless(
      grant.endedAt === null || at(grant.endedAt) <= at(grant.endsAt),
      `grant ${grant.id} ended after its end`,
    ),
  ]
}

function neverWider(state: Snapshot, request: RequestState): string[] {
  const chain: TermsState[] = [
    request,
    ...state.narrowings.filter(({ requestId }) => requestId === request.id),
  ]
  return chain.flatMap((terms, index) => {
    const before = chain[index - 1]
    return [
      ...unless(sealed(terms, request), `the envelope of request ${request.id} is not what its columns say`),
      ...unless(before === undefined || isWithin(before, terms), `request ${request.id} became wider`),
    ]
  })
}

function sealed(terms: TermsState, { extendsGrantId }: RequestState): boolean {
  const envelope = JSON.parse(terms.envelope) as Record<string, unknown>
  return (
    sha256(terms.envelope) === terms.envelopeHash &&
    envelope['durationMinutes'] === terms.durationMinutes &&
    (envelope['startsAt'] === undefined) === (terms.startsAt === null) &&
    (terms.startsAt === null || at(String(envelope['startsAt'])) === at(terms.startsAt)) &&
    (envelope['extendsGrantId'] ?? null) === extendsGrantId &&
    Object.entries(terms.scope).every(
      ([key, value]) => (envelope['scope'] as Record<string, unknown>)[key] === value,
    )
  )
}

function isWithin(before: TermsState, after: TermsState): boolean {
  const [one, other] = [before.scope, after.scope]
  return (
    after.durationMinutes <= before.durationMinutes &&
    (before.startsAt === null || (after.startsAt !== null && at(after.startsAt) >= at(before.startsAt))) &&
    one.bucket === other.bucket &&
    other.prefix.startsWith(one.prefix) &&
    LEVELS.indexOf(other.level) <= LEVELS.indexOf(one.level) &&
    (one.delete || !other.delete)
  )
}

function reviewedWhereBroken(state: Snapshot, { id, kind, status, personId }: RequestState): string[] {
  const review = state.reviews.find((one) => one.requestId === id)
  const due = kind === 'break-glass' && status === 'approved'
  if (review === undefined) return unless(!due, `nobody is to review the broken glass of ${id}`)
  const grant = state.grants.find((one) => one.requestId === id)
  const reviewer = review.reviewerId === null ? undefined : personOf(state, review.reviewerId)
  return [
    ...unless(due && grant?.id === review.grantId, `request ${id} has a review that is not due`),
    ...unless(
      reviewer === undefined || !isSame(reviewer, personOf(state, personId)),
      `request ${id} was reviewed by its own person`,
    ),
  ]
}

function nobodyTwice(state: Snapshot, { id }: RequestState): string[] {
  const makers = state.decisions
    .filter((one) => one.requestId === id && one.withdrawnAt === null)
    .map(({ personId }) => personId)
  return unless(
    new Set(makers).size === makers.length,
    `somebody has two decisions in force on request ${id}`,
  )
}

function holdOfGrant({ holds }: Snapshot, grant: GrantState): string[] {
  const hold = holds.find(({ grantId }) => grantId === grant.id)
  const { deliveries } = JSON.parse(grant.envelope) as { deliveries: string[] }
  if (hold === undefined)
    return unless(!deliveries.includes('secret'), `grant ${grant.id} lacks its hold of the secret`)
  const early = grant.endedAt === null ? at(grant.endsAt) : Math.max(at(grant.startsAt), at(grant.endedAt))
  return [
    ...unless(
      at(hold.startsAt) === at(grant.startsAt),
      `grant ${grant.id} holds its secret from another time`,
    ),
    ...unless(at(hold.endsAt) === early, `grant ${grant.id} holds its secret until another time`),
  ]
}

function holdsApart(holds: readonly HoldState[]): string[] {
  return holds.flatMap((one, index) =>
    holds
      .slice(index + 1)
      .filter((other) => one.name === other.name)
      .filter((other) => at(one.startsAt) < at(other.endsAt) && at(other.startsAt) < at(one.endsAt))
      .filter((other) => [one, other].every(({ startsAt, endsAt }) => at(startsAt) < at(endsAt)))
      .map((other) => `grants ${one.grantId} and ${other.grantId} hold the secret ${one.name} at one time`),
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
