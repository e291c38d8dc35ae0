import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { noteSecretEmptied, noteSecretNotEmptied, statusAt } from '../grants/index'
import type { TaskPayload } from '../jobs/index'
import type { EmptiedHow } from '../ports/secret-store'
import { secretEvents } from './events'
import { findHeldSecret, secretIdsOf, secretTargetOf } from './secret-target'
import type { DeliveryContext, HeldSecret } from './secret-target'
import { endedValue } from './secret-value'

/**
 * Overwrites the secret of a grant that has ended, before a later grant's credentials are put there. Throws when that
 * cannot be done now, so that the job is tried again; the grant's page and the log say why. Repeating it changes nothing.
 */
export async function emptySecret(
  ctx: DeliveryContext,
  { grantId }: TaskPayload<'empty-secret'>,
): Promise<void> {
  const held = await ctx.inTransaction(async (tx) => {
    const found = await findHeldSecret(tx, grantId)
    if (found === undefined || found.hold.status === 'emptied') return undefined
    return statusAt(found.grant, await databaseNow(tx)) === 'ended' ? found : undefined
  })
  if (held === undefined) return
  // Nothing ever left for it: whatever stands there is not of this grant.
  if (held.hold.sessionId === null) {
    await done(ctx, held, 'unused')
    return
  }
  const value = endedValue(ctx.portalUrl, grantId, held.hold.endsAt)
  const target = secretTargetOf(held, ctx.portalUrl)
  const outcome = await ctx.secretStore.empty(target, value, `ended-${grantId}`)
  if (outcome.status === 'done') {
    await done(ctx, held, outcome.how)
    return
  }
  await ctx.inTransaction(async (tx) => {
    if (!(await noteSecretNotEmptied(tx, grantId, outcome))) return
    await append(tx, secretEvents.notEmptied(await databaseNow(tx), secretIdsOf(held), outcome))
  })
  throw new Error(`the secret ${held.hold.name} could not be emptied: ${outcome.sentence}`)
}

function done(ctx: DeliveryContext, held: HeldSecret, how: EmptiedHow | 'unused'): Promise<void> {
  return ctx.inTransaction(async (tx) => {
    const now = await databaseNow(tx)
    if (!(await noteSecretEmptied(tx, held.grant.id, now))) return
    await append(tx, secretEvents.emptied(now, secretIdsOf(held), how))
  })
}
