import { z } from 'zod'
import { databaseNow } from '../db/transaction'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { cursorText, pageOf } from '../kernel/cursor'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import type { Page, RequestSummary } from './schema'
import { requestsOf } from './store'
import { requestSummary } from './summary'

const PAGE_SIZE = 25

/** What of a person's requests is pending, for administrators: newest first, 25 a page. */
export const listRequestsOfPerson = verb(
  'list-requests-of-person',
  z.strictObject({ personId: anyId, cursor: cursorText.optional() }),
  async (ctx: Context, { personId, cursor }): Promise<Page<RequestSummary>> => {
    authorize(ctx.actor, { to: 'administer' })
    const { found, now } = await ctx.inTransaction(async (tx) => ({
      found: await requestsOf(tx, personId, 'pending', cursor, PAGE_SIZE + 1),
      now: await databaseNow(tx),
    }))
    const { rows, next } = pageOf(found, PAGE_SIZE, (row) => ({ at: row.createdAt, id: row.id }))
    return { items: rows.map((row) => requestSummary(row, now)), next }
  },
)
