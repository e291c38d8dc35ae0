import { z } from 'zod'
import type { Context } from '../identity/index'
import { isAllowed } from '../identity/index'
import { verb } from '../kernel/verb'
import { mayAsk } from './eligibility'
import type { EntitlementSummary } from './schema'
import { offeredVersions } from './store'
import { summaryOf } from './words'

/** Everything on offer that the person may ask for, by name. */
export const listEntitlements = verb(
  'list-entitlements',
  z.strictObject({}),
  async (ctx: Context): Promise<EntitlementSummary[]> => {
    const versions = await ctx.inTransaction(offeredVersions)
    return versions
      .filter((version) =>
        isAllowed(ctx.actor, { to: 'see-entitlement', eligible: mayAsk(ctx.actor, version) }),
      )
      .map(summaryOf)
  },
)
