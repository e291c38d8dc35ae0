import type { z } from 'zod'
import { findEvents } from '../audit/index'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { Page } from '../requests/schema'
import { eventFilters } from './filters'
import { HISTORY_PAGE_SIZE } from './list-grants'
import { personIdsOf } from './people'
import { eventRow } from './rows'
import type { EventRow } from './schema'

/** The log for auditors, newest first, 50 a page. Throws `ERR_NOT_FOUND` for anybody else. */
export const listEvents = verb('list-events', eventFilters, (ctx: Context, input) =>
  readEvents(ctx, input, HISTORY_PAGE_SIZE),
)

/** A page of so many events. */
export async function readEvents(
  ctx: Context,
  input: z.output<typeof eventFilters>,
  size: number,
): Promise<Page<EventRow>> {
  authorize(ctx.actor, { to: 'read-history' })
  return ctx.inTransaction(async (tx) => {
    const { person, ...filter } = input
    const found = await findEvents(tx, { ...filter, actorIds: await personIdsOf(tx, person) }, size + 1)
    const { rows, next } = pageOf(found, size, (row) => ({ at: row.occurredAt, id: row.event.id }))
    return { items: rows.map(eventRow), next }
  })
}
