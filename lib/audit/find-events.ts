import type { Transaction } from '../db/client'
import type { Cursor } from '../kernel/cursor'
import { storedEvent } from './schema'
import type { StoredEvent } from './schema'

/** What can be asked of the log; all conditions have to hold. */
export type EventFilter = {
  type?: string | undefined
  actorIds?: readonly string[] | undefined
  grantId?: string | undefined
  requestId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  cursor?: Cursor | undefined
}

export type FoundEvent = { event: StoredEvent; canonical: string; occurredAt: Date }

/** Events that match, newest first, from after the cursor. A condition that is not asked for folds away in planning. */
export async function findEvents(tx: Transaction, filter: EventFilter, take: number): Promise<FoundEvent[]> {
  const { type = null, grantId = null, requestId = null, from = null, to = null, cursor } = filter
  const actorIds = filter.actorIds === undefined ? null : [...filter.actorIds]
  const rows = await tx.$queryRaw<{ canonical: string; occurredAt: Date }[]>`
    select canonical, occurred_at as "occurredAt" from audit_events
    where (${type}::text is null or body ->> 'type' = ${type})
      and (${actorIds}::text[] is null or body #>> '{actor,personId}' = any(${actorIds}))
      and (${grantId}::text is null or body #>> '{about,grantId}' = ${grantId})
      and (${requestId}::text is null or body #>> '{about,requestId}' = ${requestId})
      and (${from}::timestamptz is null or occurred_at >= ${from})
      and (${to}::timestamptz is null or occurred_at < ${to})
      and (${cursor?.at ?? null}::timestamptz is null or (occurred_at, id) < (${cursor?.at ?? null}, ${cursor?.id ?? null}::uuid))
    order by occurred_at desc, id desc limit ${take}`
  return rows.map((row) => ({ ...row, event: storedEvent.parse(JSON.parse(row.canonical)) }))
}
