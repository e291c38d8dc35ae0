import { z } from 'zod'
import { databaseNow } from '../db/transaction'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { cursorText, pageOf } from '../kernel/cursor'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import type { GrantSummary } from './schema'
import { findGrants } from './store'
import { grantSummary } from './summary'

const PAGE_SIZE = 25

/** A person's grants that are not over, for administrators: newest first, 25 a page. */
export const listGrantsOfPerson = verb(
  'list-grants-of-person',
  z.strictObject({ personId: anyId, cursor: cursorText.optional() }),
  async (ctx: Context, { personId, cursor }): Promise<{ items: GrantSummary[]; next: string | null }> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      const filter = { now, status: 'not-over', personIds: [personId], cursor } as const
      const found = await findGrants(tx, filter, PAGE_SIZE + 1)
      const { rows, next } = pageOf(found, PAGE_SIZE, (row) => ({ at: row.createdAt, id: row.id }))
      return { items: rows.map((row) => grantSummary(row, now)), next }
    })
  },
)
