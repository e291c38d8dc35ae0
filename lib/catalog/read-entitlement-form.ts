import { z } from 'zod'
import { authorize, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import type { Transaction } from '../db/client'
import { isStorable } from '../kernel/input'
import { verb } from '../kernel/verb'
import { mayAsk } from './eligibility'
import type { EntitlementForm, EntitlementVersion } from './schema'
import { currentVersion } from './store'
import { formOf } from './words'

export const entitlementId = z.string().max(64).refine(isStorable, 'There is nothing with this id.')

/**
 * The current version of an entitlement that the person may ask for. Throws `ERR_NOT_FOUND` if there is none, it was
 * withdrawn, or it is not for them: the three look the same.
 */
export async function visibleEntitlement(
  tx: Transaction,
  ctx: Context,
  id: string,
): Promise<EntitlementVersion> {
  const version = await currentVersion(tx, id)
  if (version === undefined || version.withdrawn) throw notFound()
  authorize(ctx.actor, { to: 'see-entitlement', eligible: mayAsk(ctx.actor, version) })
  return version
}

/** What the request form offers. Throws `ERR_NOT_FOUND`. */
export const readEntitlementForm = verb(
  'read-entitlement-form',
  z.strictObject({ entitlementId }),
  async (ctx: Context, input): Promise<EntitlementForm> =>
    formOf(await ctx.inTransaction((tx) => visibleEntitlement(tx, ctx, input.entitlementId))),
)
