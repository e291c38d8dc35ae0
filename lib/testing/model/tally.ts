import { at } from './snapshot'
import type { Snapshot } from './snapshot'

/** How often each deed was done or refused, and what stood in the database when sequences ended. */
export type Tally = Map<string, number>

export function count(tally: Tally, what: string, times = 1): void {
  tally.set(what, (tally.get(what) ?? 0) + times)
}

const OFTEN = [
  'request: approved ordinary',
  'request: approved break-glass',
  'request: cancelled ordinary',
  'request: lapsed ordinary',
  'request: decided by several',
  'grant: expired',
  'secret: held',
  'decide: ERR_SELF_APPROVAL',
  'decide: ERR_NOT_NARROWER',
]
const SELDOM = [
  'request: approved extension',
  'request: denied ordinary',
  'request: denied extension',
  'request: narrowed and approved',
  'request: escalated',
  'decision: in somebody’s place',
  'decision: withdrawn',
  'grant: scheduled',
  'grant: relinquished',
  'grant: revoked',
  'grant: extended',
  'review: made',
  'review: overdue',
  'decide: ERR_CHANGED_MEANWHILE',
]

/** What has to have happened in so many sequences and did not: nothing was seen of it then. */
export function neverSeen(tally: Tally, sequences: number): string[] {
  const due = [...(sequences < 100 ? [] : OFTEN), ...(sequences < 1000 ? [] : SELDOM)]
  return due.filter((what) => !tally.has(what))
}

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
