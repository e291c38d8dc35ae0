import type { z } from 'zod'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { Page } from '../requests/schema'
import { findSessions } from '../sessions/index'
import { sessionFilters } from './filters'
import { HISTORY_PAGE_SIZE } from './list-grants'
import { personIdsOf } from './people'
import { sessionRow } from './rows'
import type { SessionRow } from './schema'

/** Sessions for auditors, newest first, 50 a page. Throws `ERR_NOT_FOUND` for anybody else. */
export const listSessions = verb('list-sessions', sessionFilters, (ctx: Context, input) =>
  readSessions(ctx, input, HISTORY_PAGE_SIZE),
)

/** A page of so many sessions. */
export async function readSessions(
  ctx: Context,
  input: z.output<typeof sessionFilters>,
  size: number,
): Promise<Page<SessionRow>> {
  authorize(ctx.actor, { to: 'read-history' })
  return ctx.inTransaction(async (tx) => {
    const { person, ...filter } = input
    const found = await findSessions(tx, { ...filter, personIds: await personIdsOf(tx, person) }, size + 1)
    const { rows, next } = pageOf(found, size, (row) => ({ at: row.intendedAt, id: row.id }))
    return { items: rows.map(sessionRow), next }
  })
}
