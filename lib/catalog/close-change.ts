import { z } from 'zod'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { authorize, checkNotSuspended, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { canonicalHash } from '../kernel/canonical'
import { DaypassError } from '../kernel/errors'
import { anyId, hexHash, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { applyDefinitions, keptMembers } from './apply-definitions'
import { catalogOf, prepareChange } from './change-files'
import { catalogHash, closeChange, findChange } from './change-store'
import type { ChangeRow } from './change-store'
import { catalogEvents } from './events'
import { findGains } from './find-gains'
import { compareWithStored, hashOfCatalog } from './plan'
import type { Catalog } from './resolve'
import { lockCatalog } from './store'

export type ClosedChange = { status: 'applied' | 'declined' }

const comment = typedText(1000)
  .transform((text) => (text === '' ? null : text))
  .nullable()

const confirmInput = z.strictObject({
  changeId: anyId,
  comment,
  /** What was on the screen: the change, and the offer that it changes. */
  shownHash: hexHash,
})

/**
 * An administrator who gains nothing by it confirms what the operator proposed: from then on it is offered. A refusal is
 * logged too. Throws `ERR_NOT_FOUND`, `ERR_ALREADY_DECIDED`, `ERR_CHANGED_MEANWHILE` if the offer is not the one that the
 * difference on the screen was to, `ERR_GAINS_BY_CHANGE` with each gain in `fields`, `ERR_CATALOG_INVALID`, `ERR_SUSPENDED`.
 */
export const confirmCatalogChange = verb('confirm-catalog-change', confirmInput, (ctx: Context, input) =>
  loggingRefusal(ctx, input.changeId, 'confirm', async (tx, change) => {
    const catalog = catalogOf(change)
    if ((await shownHashOf(tx, change.id, catalog)) !== input.shownHash)
      throw new DaypassError(
        'ERR_CHANGED_MEANWHILE',
        'What is offered has changed since this page was read. Nothing was confirmed; look at the difference as it is now.',
      )
    const comparison = await compareWithStored(tx, catalog)
    const gains = await findGains(tx, ctx.actor, comparison)
    if (gains.length > 0)
      throw new DaypassError(
        'ERR_GAINS_BY_CHANGE',
        'You would gain by this change, so an administrator who gains nothing by it has to confirm it.',
        { fields: gains.map(({ entitlementId, sentence }) => ({ field: entitlementId, sentence })) },
      )
    const at = await databaseNow(tx)
    const actor = eventActorOf(ctx.actor)
    await close(tx, ctx, change, {
      status: 'applied',
      closedAt: at,
      comment: input.comment,
      members: keptMembers(comparison),
    })
    await append(
      tx,
      catalogEvents.confirmed(at, actor, change.id, { comment: input.comment, shownHash: input.shownHash }),
    )
    await applyDefinitions(tx, { changeId: change.id, at, actor }, catalog, comparison)
  }),
)

const declineInput = z.strictObject({
  changeId: anyId,
  comment: typedText(1000).refine((text) => text !== '', 'Say what would have to be different.'),
})

/**
 * An administrator declines what the operator proposed, also one who would gain by it. Throws `ERR_NOT_FOUND`,
 * `ERR_ALREADY_DECIDED`, `ERR_SUSPENDED`.
 */
export const declineCatalogChange = verb('decline-catalog-change', declineInput, (ctx: Context, input) =>
  loggingRefusal(ctx, input.changeId, 'decline', async (tx, change) => {
    const at = await databaseNow(tx)
    await close(tx, ctx, change, { status: 'declined', closedAt: at, comment: input.comment })
    await append(
      tx,
      catalogEvents.declined(at, eventActorOf(ctx.actor), change.id, { comment: input.comment }),
    )
  }),
)

/** What confirming a change is bound to: the change, all that it makes of the catalogue, and what that is now. */
export async function shownHashOf(tx: Transaction, changeId: string, catalog: Catalog): Promise<string> {
  return canonicalHash({ changeId, offer: await catalogHash(tx), wanted: hashOfCatalog(catalog) })
}

type Outcome = 'confirm' | 'decline'
const CLOSES = { confirm: 'applied', decline: 'declined' } as const

/** Does the work on an open change under the catalogue's lock. The same answer of the same person again is no second one. */
async function loggingRefusal(
  ctx: Context,
  changeId: string,
  outcome: Outcome,
  work: (tx: Transaction, change: ChangeRow) => Promise<void>,
): Promise<ClosedChange> {
  authorize(ctx.actor, { to: 'administer' })
  const status = CLOSES[outcome]
  await prepareChange(ctx.inTransaction, changeId)
  try {
    return await ctx.inTransaction(async (tx) => {
      await lockCatalog(tx)
      const change = await findChange(tx, changeId)
      if (change === null) throw notFound()
      await checkNotSuspended(tx, ctx.actor)
      if (change.status === status && change.closedById === ctx.actor.personId) return { status }
      if (change.status !== 'open') throw alreadyClosed(change)
      await work(tx, change)
      return { status }
    })
  } catch (error) {
    if (error instanceof DaypassError && error.code !== 'ERR_NOT_FOUND')
      await ctx.inTransaction(async (tx) => {
        const refused = { outcome, code: error.code }
        await append(
          tx,
          catalogEvents.refused(await databaseNow(tx), eventActorOf(ctx.actor), changeId, refused),
        )
      })
    throw error
  }
}

async function close(
  tx: Transaction,
  ctx: Context,
  change: ChangeRow,
  how: Omit<Parameters<typeof closeChange>[2], 'closedById'>,
): Promise<void> {
  if (!(await closeChange(tx, change.id, { ...how, closedById: ctx.actor.personId })))
    throw alreadyClosed(change)
}

function alreadyClosed({ status, closedBy }: ChangeRow): DaypassError {
  const sentence =
    status === 'superseded'
      ? 'A newer catalogue has been handed in, so this change is not to be decided on any more.'
      : `${closedBy?.name ?? 'Somebody'} has ${status === 'declined' ? 'declined' : 'confirmed'} this change already.`
  return new DaypassError('ERR_ALREADY_DECIDED', sentence)
}
