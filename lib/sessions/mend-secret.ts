import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { askSecretAgain, enqueueDelivery, findSecretHold, secretHolder } from '../grants/index'
import type { TaskPayload } from '../jobs/index'
import { newId } from '../kernel/ids'
import { secretEvents } from './events'
import { findHeldSecret, secretIdsOf, secretTargetOf } from './secret-target'
import type { DeliveryContext, HeldSecret } from './secret-target'
import { endedValue } from './secret-value'

/**
 * Sees to it that a session's credentials do not stand in a secret where they should not: they were put by a call that
 * failed or got no answer, or came after another delivery took the place of theirs. If any label leads to
 * them (as AWSPREVIOUS does when an earlier try was interrupted), the secret is filled anew for the grant that holds it,
 * or else emptied. Throws when that cannot be done now, so that the job is tried again.
 */
export async function mendSecret(
  ctx: DeliveryContext,
  { grantId, sessionId }: TaskPayload<'mend-secret'>,
): Promise<void> {
  const held = await ctx.inTransaction((tx) => findHeldSecret(tx, grantId))
  if (held === undefined) return
  const target = secretTargetOf(held, ctx.portalUrl)
  const found = await ctx.secretStore.isLabelled(target, sessionId)
  if (found.status !== 'done') throw new Error(`the secret ${held.hold.name} could not be looked at`)
  if (!found.labelled) return
  if (await fillAnew(ctx, held, sessionId)) return
  const at = held.hold.putAt ?? held.hold.startsAt
  const outcome = await ctx.secretStore.empty(
    target,
    endedValue(ctx.portalUrl, grantId, at),
    `undone-${sessionId}`,
  )
  if (outcome.status !== 'done') throw new Error(`the secret ${held.hold.name} could not be mended`)
}

/** Has the secret filled for the grant that holds it by right; false when none does. */
function fillAnew(ctx: DeliveryContext, { hold }: HeldSecret, sessionId: string): Promise<boolean> {
  return ctx.inTransaction(async (tx) => {
    const now = await databaseNow(tx)
    const grantId = await secretHolder(tx, hold, now)
    if (grantId === null) return false
    const holding = await findSecretHold(tx, grantId)
    // One that is under way will overwrite it, or fail: this job looks again when that is known.
    if (holding?.status === 'waiting') throw new Error(`the secret ${hold.name} is being filled`)
    if (holding?.status !== 'delivered' || holding.sessionId === sessionId) return false
    const attemptId = newId()
    if (!(await askSecretAgain(tx, { grantId, attemptId }, now))) return false
    const held = await findHeldSecret(tx, grantId)
    if (held === undefined) return false
    await append(tx, secretEvents.askedAgain(now, { kind: 'daypass' }, secretIdsOf(held)))
    await enqueueDelivery(tx, hold, { grantId, attemptId })
    return true
  })
}
