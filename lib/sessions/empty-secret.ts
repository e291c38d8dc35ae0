import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import {
  findGrant,
  findSecretHold,
  hasLaterSecretPut,
  noteSecretEmptied,
  noteSecretNotEmptied,
  statusAt,
} from '../grants/index'
import type { GrantRow, SecretHoldRow } from '../grants/index'
import type { TaskPayload } from '../jobs/index'
import type { EmptiedHow } from '../ports/secret-store'
import { secretIdsOf } from './deliver-secret'
import { secretEvents } from './events'
import { secretTargetOf } from './secret-target'
import type { DeliveryContext } from './secret-target'
import { endedValue } from './secret-value'

type Held = { grant: GrantRow; hold: SecretHoldRow }

/**
 * Overwrites the secret of a grant that has ended. Throws when that cannot be done now, so that the job is tried again;
 * the grant's page and the log say why. Repeating it changes nothing.
 */
export async function emptySecret(
  ctx: DeliveryContext,
  { grantId }: TaskPayload<'empty-secret'>,
): Promise<void> {
  const found = await ctx.inTransaction(async (tx) => {
    const [grant, hold] = [await findGrant(tx, grantId), await findSecretHold(tx, grantId)]
    if (grant === null || hold === null || hold.status === 'emptied') return undefined
    if (statusAt(grant, await databaseNow(tx)) !== 'ended') return undefined
    return { grant, hold, replaced: await hasLaterSecretPut(tx, hold) }
  })
  if (found === undefined) return
  // A later grant's credentials stand there, and putting them took the labels from this one's.
  if (found.replaced) {
    await done(ctx, found, 'replaced')
    return
  }
  const { grant, hold } = found
  const value = endedValue(ctx.portalUrl, grantId, hold.endsAt)
  const target = secretTargetOf(grant, hold, ctx.portalUrl)
  const outcome = await ctx.secretStore.empty(target, value, `ended-${grantId}`)
  if (outcome.status === 'done') {
    await done(ctx, found, outcome.how)
    return
  }
  await ctx.inTransaction(async (tx) => {
    if (!(await noteSecretNotEmptied(tx, grantId, outcome))) return
    await append(tx, secretEvents.notEmptied(await databaseNow(tx), secretIdsOf(found), outcome))
  })
  throw new Error(`the secret ${hold.name} could not be emptied: ${outcome.sentence}`)
}

function done(ctx: DeliveryContext, held: Held, how: EmptiedHow | 'replaced'): Promise<void> {
  return ctx.inTransaction(async (tx) => {
    const now = await databaseNow(tx)
    if (!(await noteSecretEmptied(tx, held.grant.id, now))) return
    await append(tx, secretEvents.emptied(now, secretIdsOf(held), how))
  })
}
