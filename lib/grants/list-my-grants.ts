import { z } from 'zod'
import { databaseNow } from '../db/transaction'
import type { Context } from '../identity/index'
import { verb } from '../kernel/verb'
import type { GrantSummary } from './schema'
import { grantsInForce } from './store'
import { grantSummary } from './summary'

/** The person's own grants that are not over, soonest end first, and the clock that they were read by. */
export const listMyGrants = verb(
  'list-my-grants',
  z.strictObject({}),
  (ctx: Context): Promise<{ active: GrantSummary[]; now: string }> =>
    ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      const grants = await grantsInForce(tx, ctx.actor.personId, now)
      return { active: grants.map((grant) => grantSummary(grant, now)), now: now.toISOString() }
    }),
)
