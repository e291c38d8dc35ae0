import type { GrantSummary } from '../grants/schema'
import type { EventRow, SessionRow } from './schema'

/** A column of a file: what stands at its top, and what it holds of an item. Times are ISO 8601 in UTC. */
export type Column<Item> = readonly [header: string, cell: (item: Item) => string | number | null]

/** Of whom and of what a grant or a session is. */
const whoAndWhat: readonly Column<Pick<SessionRow, 'person' | 'entitlement'>>[] = [
  ['Person', ({ person }) => person.name],
  ['Handle', ({ person }) => person.handle],
  ['Entitlement', ({ entitlement }) => entitlement.name],
  ['Entitlement id', ({ entitlement }) => entitlement.id],
  ['Account', ({ entitlement }) => entitlement.accountName],
  ['Account id', ({ entitlement }) => entitlement.accountId],
  ['Role', ({ entitlement }) => entitlement.role],
]

/** What a file says of a grant besides what lists show. */
export type GrantRecord = GrantSummary & {
  ticket: string | null
  incident: string | null
  /** Whoever ended it by hand, and what they said. */
  endedBy: { name: string; handle: string } | null
  endComment: string | null
}

export const grantColumns: readonly Column<GrantRecord>[] = [
  ['Grant', ({ id }) => id],
  ['Request', ({ requestId }) => requestId],
  ...whoAndWhat,
  ['Scope', ({ scopeInWords }) => scopeInWords],
  ['Used by', ({ deliveries }) => deliveries.join(', ')],
  ['Status', ({ status }) => status],
  ['Kind', ({ kind }) => kind],
  ['How it ended', ({ endReason }) => endReason],
  ['Ended by', ({ endedBy }) => endedBy && `${endedBy.name} (${endedBy.handle})`],
  ['What they said', ({ endComment }) => endComment],
  ['Starts (UTC)', ({ startsAt }) => startsAt],
  ['Planned end (UTC)', ({ endsAt }) => endsAt],
  ['Ended (UTC)', ({ endedAt }) => endedAt],
  ['Reason', ({ reason }) => reason],
  ['Ticket', ({ ticket }) => ticket],
  ['Incident', ({ incident }) => incident],
]

export const sessionColumns: readonly Column<SessionRow>[] = [
  ['Session', ({ id }) => id],
  ['Grant', ({ grantId }) => grantId],
  ...whoAndWhat,
  ['Scope', ({ scopeLabel }) => scopeLabel],
  ['Kind', ({ kind }) => kind],
  ['Used by', ({ delivery }) => delivery],
  ['Status', ({ status }) => status],
  ['Asked for (UTC)', ({ intendedAt }) => intendedAt],
  ['Handed over (UTC)', ({ handedOverAt }) => handedOverAt],
  ['Works until (UTC)', ({ worksUntil }) => worksUntil],
  ['Asked for seconds', ({ requestedDurationSeconds }) => requestedDurationSeconds],
  ['Role session name', ({ roleSessionName }) => roleSessionName],
  ['Source identity', ({ sourceIdentity }) => sourceIdentity],
  ['Access key id', ({ accessKeyId }) => accessKeyId],
  ['What went wrong', ({ failureSentence }) => failureSentence],
]

const about =
  (key: string) =>
  ({ about }: EventRow): string | null =>
    about[key] ?? null

export const eventColumns: readonly Column<EventRow>[] = [
  ['Event', ({ id }) => id],
  ['Time (UTC)', ({ at }) => at],
  ['Type', ({ type }) => type],
  ['What happened', ({ sentence }) => sentence],
  ['Done by', ({ actorName }) => actorName],
  ['What they typed', ({ quote }) => quote],
  ['Person', about('personId')],
  ['Request', about('requestId')],
  ['Grant', about('grantId')],
  ['Session', about('sessionId')],
  ['Entitlement', about('entitlementId')],
  ['Account', about('accountId')],
  ['Stored text', ({ canonical }) => canonical],
]
