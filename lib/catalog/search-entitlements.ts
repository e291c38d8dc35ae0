import { z } from 'zod'
import type { Context } from '../identity/index'
import { isAllowed } from '../identity/index'
import { verb } from '../kernel/verb'
import { mayAsk } from './eligibility'
import { offeredNow } from './offered'
import type { FoundEntitlements } from './schema'
import { search } from './search'

/** So much of a query is looked for. */
const LONGEST_QUERY = 200
/** So many are shown at a time: more words find the others sooner than scrolling. */
const SHOWN = 50

/** What the person may ask for and has every word of `q`, the best first; without words all of it, by name. */
export const searchEntitlements = verb(
  'search-entitlements',
  z.strictObject({
    q: z
      .string()
      .default('')
      .transform((text) => text.slice(0, LONGEST_QUERY)),
  }),
  async (ctx: Context, { q }): Promise<FoundEntitlements> => {
    const offered = await ctx.inTransaction(offeredNow)
    const visible = offered.filter(({ version }) =>
      isAllowed(ctx.actor, { to: 'see-entitlement', eligible: mayAsk(ctx.actor, version) }),
    )
    const found = search(visible, q)
    return {
      found: found.length,
      hasAny: visible.length > 0,
      entitlements: found.slice(0, SHOWN).map(({ summary }) => summary),
    }
  },
)
