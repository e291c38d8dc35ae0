import { databaseNow } from '../db/transaction'
import { findGrants, grantSummary } from '../grants/index'
import type { GrantSummary } from '../grants/schema'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { Page } from '../requests/schema'
import { grantFilters } from './filters'
import { personIdsOf } from './people'

export const HISTORY_PAGE_SIZE = 50

/** Grants for auditors, newest first, 50 a page. Throws `ERR_NOT_FOUND` for anybody else. */
export const listGrants = verb(
  'list-grants',
  grantFilters,
  async (ctx: Context, input): Promise<Page<GrantSummary>> => {
    authorize(ctx.actor, { to: 'read-history' })
    return ctx.inTransaction(async (tx) => {
      const { person, ...filter } = input
      const now = await databaseNow(tx)
      const found = await findGrants(
        tx,
        { ...filter, now, personIds: await personIdsOf(tx, person) },
        HISTORY_PAGE_SIZE + 1,
      )
      const { rows, next } = pageOf(found, HISTORY_PAGE_SIZE, (row) => ({ at: row.createdAt, id: row.id }))
      return { items: rows.map((row) => grantSummary(row, now)), next }
    })
  },
)
