import type { z } from 'zod'
import { databaseNow } from '../db/transaction'
import { findGrants, grantSummary } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { Page } from '../requests/schema'
import { grantFilters } from './filters'
import { personIdsOf } from './people'

export const HISTORY_PAGE_SIZE = 50

/** Grants for auditors, newest first, 50 a page. Throws `ERR_NOT_FOUND` for anybody else. */
export const listGrants = verb('list-grants', grantFilters, (ctx: Context, input) =>
  readGrants(ctx, input, HISTORY_PAGE_SIZE, grantSummary),
)

/** A page of so many grants, each as `show` makes it of its row and the time of reading. */
export async function readGrants<Item>(
  ctx: Context,
  input: z.output<typeof grantFilters>,
  size: number,
  show: (row: GrantRow, now: Date) => Item,
): Promise<Page<Item>> {
  authorize(ctx.actor, { to: 'read-history' })
  return ctx.inTransaction(async (tx) => {
    const { person, ...filter } = input
    const now = await databaseNow(tx)
    const found = await findGrants(tx, { ...filter, now, personIds: await personIdsOf(tx, person) }, size + 1)
    const { rows, next } = pageOf(found, size, (row) => ({ at: row.createdAt, id: row.id }))
    return { items: rows.map((row) => show(row, now)), next }
  })
}
