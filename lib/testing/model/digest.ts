import { isOver } from './rules-of-state'
import type { Outcome } from './rules-of-step'
import { at } from './snapshot'
import type { Snapshot } from './snapshot'

/** Where two digests differ, in words. */
export function differences(digest: string, other: string): string {
  const [one, two] = [digest, other].map((text) => JSON.parse(text) as Record<string, unknown>)
  return Object.keys(one ?? {})
    .map((key) => [key, JSON.stringify(one?.[key]), JSON.stringify(two?.[key])])
    .filter(([, alone, together]) => alone !== together)
    .map(([key, alone, together]) => `${String(key)} ${String(alone)}, together ${String(together)}`)
    .join('; ')
}

/** What can be compared of two runs: neither ids that the server makes nor instants; and not what the worker may leave for later. */
export function digestOf(before: Snapshot, after: Snapshot, outcomes: readonly Outcome[]): string {
  const now = at(after.now)
  const grantsOf = new Map(after.grants.map(({ id, requestId }) => [id, requestId]))
  const known = new Set(before.events.map(({ id }) => id))
  return JSON.stringify({
    outcomes: outcomes.map((outcome) => inShort(outcome, grantsOf)),
    requests: after.requests
      .map((one) => [one.id, one.status === 'pending' && isOver(after, one, now) ? 'lapsed' : one.status])
      .sort(),
    decisions: after.decisions
      .map((one) => [
        one.id,
        one.personId,
        one.onBehalfOfId,
        one.outcome,
        one.stageIndex,
        one.envelopeHash,
        one.withdrawnAt === null,
      ])
      .sort(),
    narrowings: after.narrowings.map(({ decisionId, envelopeHash }) => [decisionId, envelopeHash]).sort(),
    messages: after.messages.map(({ id }) => id).sort(),
    grants: after.grants
      .map((one) => [
        one.requestId,
        one.status !== 'ended' && now < at(one.endsAt) && now >= at(one.startsAt),
        one.envelopeHash,
        Math.round((at(one.endsAt) - at(one.startsAt)) / 60_000),
      ])
      .sort(),
    reviews: after.reviews
      .map(({ requestId, outcome, reviewerId }) => [requestId, outcome, reviewerId])
      .sort(),
    delegations: after.delegations.map(({ id, endedAt }) => [id, endedAt === null]).sort(),
    people: after.people
      .map(({ handle, email, groups, managerHandle, suspended }) => [
        handle,
        email,
        groups,
        managerHandle,
        suspended,
      ])
      .sort(),
    entitlements: after.entitlements,
    events: after.events
      .filter(({ id, type }) => !known.has(id) && !LEFT_FOR_LATER.includes(type))
      .map(({ type, requestId }) => `${type} ${requestId ?? ''}`)
      .sort(),
  })
}

// Work that somebody else has in hand is left to the next round; nothing that decides waits for it.
const LEFT_FOR_LATER = [
  'request.lapsed',
  'request.reminded',
  'request.escalated',
  'grant.expired',
  'grant.started',
  'review.overdue',
]

/** An outcome without instants, and with grants named by their requests. */
export function inShort(outcome: Outcome, grantsOf?: ReadonlyMap<string, string>): string {
  if ('code' in outcome) return outcome.code
  const text = JSON.stringify(outcome.answer ?? null, (key, value: unknown) =>
    key.endsWith('At') || key === 'token' ? undefined : value,
  )
  return text.replace(/[0-9a-f-]{36}/g, (id) =>
    grantsOf?.has(id) ? `the grant of ${grantsOf.get(id) ?? ''}` : id,
  )
}
