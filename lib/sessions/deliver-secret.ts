import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import {
  grantsNotEmptied,
  lockGrant,
  noteSecretDelivered,
  noteSecretFailed,
  noteSecretPut,
  secretQueue,
} from '../grants/index'
import type { SecretAttempt } from '../grants/index'
import { enqueue } from '../jobs/index'
import type { TaskPayload } from '../jobs/index'
import { DaypassError } from '../kernel/errors'
import type { ErrorCode } from '../kernel/errors'
import type { SecretTarget } from '../ports/secret-store'
import { resumeInterrupted } from './resume-interrupted'
import { emptySecret } from './empty-secret'
import { secretEvents } from './events'
import { noteHandOver } from './hand-over'
import { checkMayMint } from './may-mint'
import { mintSession } from './mint-session'
import type { AtIssue, MintedSession } from './mint-session'
import { byWorker } from './minter'
import { findHeldSecret, secretIdsOf, secretTargetOf } from './secret-target'
import type { DeliveryContext, HeldSecret } from './secret-target'
import { secretValue } from './secret-value'
import { findSession, noteFailure } from './store'

/**
 * Fills the secret that a grant holds: what an earlier grant left there is emptied, the secret is made ready, a session
 * minted and put there, in one attempt. What goes wrong is written down for the grant's page and its owner; a person may
 * ask again, which is a new session. A job that was interrupted by its worker's end leaves its session to the log and
 * starts anew with another.
 */
export async function deliverSecret(
  ctx: DeliveryContext,
  { grantId, sessionId }: TaskPayload<'deliver-secret'>,
): Promise<void> {
  const attempt = { grantId, attemptId: sessionId }
  if (await resumeInterrupted(ctx, attempt)) return
  const held = await ctx.inTransaction((tx) => findHeldSecret(tx, grantId))
  if (held?.hold.status !== 'waiting' || held.hold.attemptId !== sessionId) return
  try {
    await checkFirst(ctx, held)
    await emptyEarlier(ctx, held)
    const target = await prepare(ctx, held)
    const input = { id: sessionId, grantId, delivery: 'secret' } as const
    const minted = await mintSession(ctx, byWorker(ctx.signInRules), input, letGo(target.arn))
    await put(ctx, held, minted, target)
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    // It ended meanwhile, which is no failure: its secret is about to be emptied.
    if (error.code === 'ERR_GRANT_NOT_LIVE') return
    await ctx.inTransaction((tx) => fail(tx, held, attempt, { code: error.code, sentence: error.message }))
  }
}

/** Nothing is changed in the cloud for a grant that may not have it (invariant 1); minting looks again. */
async function checkFirst(ctx: DeliveryContext, { grant: { id } }: HeldSecret): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const locked = await lockGrant(tx, id)
    if (locked === undefined) throw new Error(`grant ${id} is gone`)
    const { holder: holderOf } = byWorker(ctx.signInRules)
    await checkMayMint(tx, ctx, { ...locked, delivery: 'secret', holderOf })
  })
}

async function emptyEarlier(ctx: DeliveryContext, { hold }: HeldSecret): Promise<void> {
  for (const grantId of await ctx.inTransaction((tx) => grantsNotEmptied(tx, hold)))
    try {
      await emptySecret(ctx, { grantId })
    } catch (cause) {
      throw new DaypassError(
        'ERR_SECRET_HELD',
        'What an earlier grant left in the secret could not be taken out yet. Daypass goes on trying; ask again then.',
        { cause },
      )
    }
}

async function prepare(ctx: DeliveryContext, held: HeldSecret): Promise<SecretTarget & { arn: string }> {
  // Whatever was put before: it is by its name and marks that the secret to be filled is known.
  const target = { ...secretTargetOf(held, ctx.portalUrl), arn: undefined }
  const prepared = await ctx.secretStore.prepare(target)
  if (prepared.status !== 'ready') throw new DaypassError(prepared.code, prepared.sentence)
  return { ...target, arn: prepared.arn }
}

/** Committed before the credentials leave the process: from here on they may stand in the secret. */
function letGo(arn: string): AtIssue {
  return async (tx, now, issued) => {
    const attempt = { grantId: issued.grant.id, attemptId: issued.session.id }
    if (!(await noteSecretPut(tx, attempt, { arn, putAt: now })))
      throw new DaypassError('ERR_CHANGED_MEANWHILE', 'Another delivery took the place of this one.')
    await noteHandOver(tx, now, issued)
  }
}

async function put(
  ctx: DeliveryContext,
  held: HeldSecret,
  { session, credentials, worksUntil }: MintedSession,
  target: SecretTarget & { arn: string },
): Promise<void> {
  const { readerRoleArn, arn } = target
  const outcome = await ctx.secretStore.put(target, secretValue(credentials, worksUntil), session.id)
  const attempt = { grantId: held.grant.id, attemptId: session.id }
  await ctx.inTransaction(async (tx) => {
    const now = await databaseNow(tx)
    if (outcome.status !== 'done') {
      await noteFailure(tx, session.id, outcome)
      await fail(tx, held, attempt, outcome)
    } else if (await noteSecretDelivered(tx, attempt, now)) {
      const delivered = { sessionId: session.id, arn, readerRoleArn, worksUntil }
      await append(tx, secretEvents.delivered(now, secretIdsOf(held), delivered))
      return
    }
    // It may stand there all the same, and nobody is told to expect it; or another delivery counts by now.
    const payload = { grantId: held.grant.id, sessionId: session.id }
    await enqueue(tx, 'mend-secret', payload, { queue: secretQueue(held.hold) })
  })
}

async function fail(
  tx: Transaction,
  held: HeldSecret,
  attempt: SecretAttempt,
  failure: { code: ErrorCode; sentence: string },
): Promise<void> {
  if (!(await noteSecretFailed(tx, attempt, failure))) return
  const minted = (await findSession(tx, attempt.attemptId)) === null ? undefined : attempt.attemptId
  await append(tx, secretEvents.failed(await databaseNow(tx), secretIdsOf(held), failure, minted))
}
