import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import {
  findGrant,
  findSecretHold,
  noteSecretDelivered,
  noteSecretFailed,
  noteSecretPut,
} from '../grants/index'
import type { GrantRow, SecretHoldRow } from '../grants/index'
import type { TaskPayload } from '../jobs/index'
import { DaypassError } from '../kernel/errors'
import type { ErrorCode } from '../kernel/errors'
import type { SecretTarget } from '../ports/secret-store'
import { resumeCutShort } from './cut-short'
import { secretEvents, sessionEvents } from './events'
import { lookAgain, mintSession } from './mint-session'
import type { MintedSession } from './mint-session'
import { byWorker } from './minter'
import { secretTargetOf } from './secret-target'
import type { DeliveryContext } from './secret-target'
import { endedValue, secretValue } from './secret-value'
import { markHandedOver, noteFailure } from './store'
import { idsOf } from './withhold'

type Held = { grant: GrantRow; hold: SecretHoldRow }

/**
 * Fills the secret that a grant holds: the secret is made ready, a session minted and put there, in one attempt. What
 * goes wrong is written down for the grant's page and its owner; a person may ask again, which is a new session. A job
 * that was cut short by its worker's end leaves its session to the log and starts anew with another.
 */
export async function deliverSecret(
  ctx: DeliveryContext,
  { grantId, sessionId }: TaskPayload<'deliver-secret'>,
): Promise<void> {
  if (await resumeCutShort(ctx, { grantId, sessionId })) return
  const held = await ctx.inTransaction((tx) => findHeld(tx, grantId))
  if (held?.hold.status !== 'waiting') return
  const target = secretTargetOf(held.grant, held.hold, ctx.portalUrl)
  const prepared = await ctx.secretStore.prepare(target)
  if (prepared.status !== 'ready') {
    await fail(ctx, held, prepared)
    return
  }
  try {
    const minted = await mintSession(ctx, byWorker(ctx.signInRules), {
      id: sessionId,
      grantId,
      delivery: 'secret',
    })
    await letGo(ctx, minted)
    await put(ctx, held, minted, target, prepared.arn)
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    await fail(ctx, held, { code: error.code, sentence: error.message })
  }
}

async function findHeld(tx: Transaction, grantId: string): Promise<Held | undefined> {
  const [grant, hold] = [await findGrant(tx, grantId), await findSecretHold(tx, grantId)]
  return grant === null || hold === null ? undefined : { grant, hold }
}

/** Committed before the credentials leave the process: from here on they may stand in the secret. */
function letGo(ctx: DeliveryContext, minted: MintedSession): Promise<void> {
  return lookAgain(ctx, minted, async (tx, now) => {
    const { session, grant, minter } = minted
    if (!(await noteSecretPut(tx, grant.id, session.id)))
      throw new DaypassError('ERR_GRANT_NOT_LIVE', 'The secret was emptied meanwhile. Nothing was put there.')
    await markHandedOver(tx, session.id, now)
    await append(tx, sessionEvents.handedOver(now, minter.actor, idsOf(minted)))
  })
}

async function put(
  ctx: DeliveryContext,
  held: Held,
  { session, credentials, worksUntil }: MintedSession,
  target: SecretTarget,
  arn: string,
): Promise<void> {
  const { readerRoleArn } = target
  const outcome = await ctx.secretStore.put(target, secretValue(credentials, worksUntil), session.id)
  if (outcome.status === 'done') {
    await ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      if (!(await noteSecretDelivered(tx, held.grant.id, { arn, deliveredAt: now }))) return
      const delivered = { sessionId: session.id, arn, readerRoleArn, worksUntil }
      await append(tx, secretEvents.delivered(now, secretIdsOf(held), delivered))
    })
    return
  }
  // It may be there all the same, and nobody is told to expect it: what can be is overwritten at once.
  const over = endedValue(ctx.portalUrl, held.grant.id, session.intendedAt)
  await ctx.secretStore.empty(target, over, `undone-${session.id}`)
  await ctx.inTransaction((tx) => noteFailure(tx, session.id, outcome))
  await fail(ctx, held, outcome)
}

function fail(
  ctx: DeliveryContext,
  held: Held,
  failure: { code: ErrorCode; sentence: string },
): Promise<void> {
  return ctx.inTransaction(async (tx) => {
    if (!(await noteSecretFailed(tx, held.grant.id, failure))) return
    await append(tx, secretEvents.failed(await databaseNow(tx), secretIdsOf(held), failure))
  })
}

/** The ids by which the log finds a secret again. */
export function secretIdsOf({ grant, hold }: { grant: GrantRow; hold: { name: string } }) {
  const { id: grantId, requestId, personId, entitlementId, accountId } = grant
  return { grantId, requestId, personId, entitlementId, accountId, name: hold.name }
}
