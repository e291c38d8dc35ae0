import { z } from 'zod'
import { databaseNow } from '../db/transaction'
import type { Context } from '../identity/index'
import { cursorText, pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { Page, RequestSummary } from './schema'
import { requestsOf } from './store'
import { requestSummary } from './summary'

const PAGE_SIZE = 25

/** The person's own requests, all or only what is pending, newest first, 25 a page. */
export const listMyRequests = verb(
  'list-my-requests',
  z.strictObject({ status: z.literal('pending').optional(), cursor: cursorText.optional() }),
  async (ctx: Context, input): Promise<Page<RequestSummary>> => {
    const { found, now } = await ctx.inTransaction(async (tx) => ({
      found: await requestsOf(tx, ctx.actor.personId, input.status, input.cursor, PAGE_SIZE + 1),
      now: await databaseNow(tx),
    }))
    const { rows, next } = pageOf(found, PAGE_SIZE, (row) => ({ at: row.createdAt, id: row.id }))
    return { items: rows.map((row) => requestSummary(row, now)), next }
  },
)
