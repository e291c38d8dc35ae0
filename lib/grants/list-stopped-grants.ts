import { z } from 'zod'
import { databaseNow } from '../db/transaction'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { cursorText, writeCursor } from '../kernel/cursor'
import type { Cursor } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { StoppedGrant } from './schema'
import { grantsRunning } from './store'
import { grantSummary } from './summary'
import { stoppedAmong } from './why-stopped'

const PAGE_SIZE = 25
const READ_AT_ONCE = 100

/** Grants that run and of which nothing is minted, with the reason, the soonest end first, 25 a page. For administrators. */
export const listStoppedGrants = verb(
  'list-stopped-grants',
  z.strictObject({ cursor: cursorText.optional() }),
  (ctx: Context, input): Promise<{ items: StoppedGrant[]; next: string | null }> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      const items: StoppedGrant[] = []
      let cursor: Cursor | undefined = input.cursor
      for (;;) {
        const batch = await grantsRunning(tx, now, cursor, READ_AT_ONCE)
        for (const { grant, why } of await stoppedAmong(tx, ctx, batch)) {
          if (items.length === PAGE_SIZE)
            return { items, next: cursor === undefined ? null : writeCursor(cursor) }
          items.push({ grant: grantSummary(grant, now), why })
          cursor = { at: grant.endsAt, id: grant.id }
        }
        const last = batch.at(-1)
        if (last !== undefined) cursor = { at: last.endsAt, id: last.id }
        if (batch.length < READ_AT_ONCE) return { items, next: null }
      }
    })
  },
)
