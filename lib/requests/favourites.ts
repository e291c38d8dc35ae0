import { z } from 'zod'
import { entitlementId, visibleEntitlement } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { deliveries } from '../scopes/deliveries'
import { scopeSchema } from '../scopes/schema'
import { scopeInWords } from '../scopes/words'
import { favouritesOf, findFavourite, insertFavourite, removeFavouriteOf } from './favourite-store'
import type { FavouriteView } from './schema'

const FAVOURITES_AT_MOST = 50

/** Keeps a wish under a name, to ask for again. It promises nothing. Throws `ERR_NOT_FOUND`, `ERR_ID_TAKEN`, `ERR_REQUEST_REFUSED`. */
export const keepFavourite = verb(
  'keep-favourite',
  z.strictObject({
    id: callerId,
    entitlementId,
    name: typedText(80).refine((text) => text !== '', 'Give it a name.'),
    scope: scopeSchema,
    durationMinutes: z
      .int('Give the duration in whole minutes.')
      .min(1)
      .max(60 * 24 * 90),
    deliveries: z.array(z.enum(deliveries)).min(1).max(deliveries.length),
  }),
  (ctx: Context, input): Promise<{ favouriteId: string }> =>
    ctx.inTransaction(async (tx) => {
      await visibleEntitlement(tx, ctx, input.entitlementId)
      const { personId } = ctx.actor
      const before = await findFavourite(tx, input.id)
      if (before !== null) {
        if (before.personId !== personId || before.name !== input.name)
          throw new DaypassError('ERR_ID_TAKEN', 'This was kept already under another name. Reload the page.')
        return { favouriteId: input.id }
      }
      if ((await favouritesOf(tx, personId)).length >= FAVOURITES_AT_MOST)
        throw new DaypassError('ERR_REQUEST_REFUSED', 'You have 50 favourites. Remove one first.')
      await insertFavourite(tx, { ...input, personId, createdAt: await databaseNow(tx) })
      return { favouriteId: input.id }
    }),
)

/** Forgets a favourite of one's own; somebody else's looks like none. */
export const removeFavourite = verb(
  'remove-favourite',
  z.strictObject({ favouriteId: anyId }),
  (ctx: Context, input): Promise<{ removed: boolean }> =>
    ctx.inTransaction(async (tx) => ({
      removed: await removeFavouriteOf(tx, ctx.actor.personId, input.favouriteId),
    })),
)

/** The person's own favourites, by name. */
export const listFavourites = verb(
  'list-favourites',
  z.strictObject({}),
  (ctx: Context): Promise<FavouriteView[]> =>
    ctx.inTransaction(async (tx) => {
      const rows = await favouritesOf(tx, ctx.actor.personId)
      return Promise.all(rows.map((row) => viewOf(tx, ctx, row)))
    }),
)

async function viewOf(
  tx: Transaction,
  ctx: Context,
  row: Awaited<ReturnType<typeof favouritesOf>>[number],
): Promise<FavouriteView> {
  const scope = scopeSchema.parse(row.scope)
  return {
    id: row.id,
    name: row.name,
    entitlementId: row.entitlementId,
    scope,
    scopeInWords: scopeInWords(scope),
    durationMinutes: row.durationMinutes,
    deliveries: deliveries.filter((delivery) => row.deliveries.includes(delivery)),
    available: await isVisible(tx, ctx, row.entitlementId),
  }
}

async function isVisible(tx: Transaction, ctx: Context, id: string): Promise<boolean> {
  try {
    await visibleEntitlement(tx, ctx, id)
    authorize(ctx.actor, { to: 'request', eligible: true })
    return true
  } catch (error) {
    if (error instanceof DaypassError && error.code === 'ERR_NOT_FOUND') return false
    throw error
  }
}
