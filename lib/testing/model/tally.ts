import { at } from './snapshot'
import type { Snapshot } from './snapshot'

/** How often each deed was done or refused, and what stood in the database when sequences ended. */
export type Tally = Map<string, number>

export function count(tally: Tally, what: string, times = 1): void {
  tally.set(what, (tally.get(what) ?? 0) + times)
}

/** What has to be there when many sequences have ended: where it never happened, nothing was seen of it. */
export const TO_BE_SEEN = [
  'request: approved ordinary',
  'request: approved extension',
  'request: approved break-glass',
  'request: denied ordinary',
  'request: cancelled ordinary',
  'request: lapsed ordinary',
  'request: narrowed and approved',
  'request: escalated',
  'request: decided by several',
  'decision: in somebody’s place',
  'decision: withdrawn',
  'grant: scheduled',
  'grant: expired',
  'grant: relinquished',
  'grant: revoked',
  'grant: extended',
  'review: made',
  'review: overdue',
  'secret: held',
  'decide: ERR_SELF_APPROVAL',
  'decide: ERR_CHANGED_MEANWHILE',
  'decide: ERR_NOT_NARROWER',
  'open: done',
] as const

/** Counts what a sequence led to. */
export function tallyRows(tally: Tally, state: Snapshot): void {
  const narrowed = new Set(state.narrowings.map(({ requestId }) => requestId))
  for (const { id, kind, status, escalatedAt } of state.requests) {
    const approvals = state.decisions.filter((one) => one.requestId === id && one.withdrawnAt === null)
    count(tally, `request: ${status} ${kind}`)
    if (status === 'approved' && narrowed.has(id)) count(tally, 'request: narrowed and approved')
    if (status === 'approved' && approvals.length > 1) count(tally, 'request: decided by several')
    if (escalatedAt !== null) count(tally, 'request: escalated')
  }
  for (const { onBehalfOfId, withdrawnAt } of state.decisions) {
    if (onBehalfOfId !== null) count(tally, 'decision: in somebody’s place')
    if (withdrawnAt !== null) count(tally, 'decision: withdrawn')
  }
  for (const { status, endReason, endsAt, startsAt, envelope } of state.grants) {
    count(tally, `grant: ${endReason ?? status}`)
    const { durationMinutes } = JSON.parse(envelope) as { durationMinutes: number }
    if ((at(endsAt) - at(startsAt)) / 60_000 > durationMinutes) count(tally, 'grant: extended')
  }
  for (const { outcome, escalatedAt } of state.reviews) {
    if (outcome !== null) count(tally, 'review: made')
    if (escalatedAt !== null) count(tally, 'review: overdue')
  }
  count(tally, 'secret: held', state.holds.length)
}
