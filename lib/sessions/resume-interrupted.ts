import { append } from '../audit/index'
import type { Transaction } from '../db/client'
import { enqueueDelivery, lockGrant, noteSecretFailed, replaceSecretAttempt } from '../grants/index'
import type { SecretAttempt } from '../grants/index'
import type { SystemContext } from '../identity/index'
import { newId } from '../kernel/ids'
import { secretEvents } from './events'
import { findHeldSecret, secretIdsOf } from './secret-target'
import type { HeldSecret } from './secret-target'
import { settleLost } from './settle-lost-sessions'
import { findSession, noteFailure } from './store'

/** More often than this, deliveries are not started anew by themselves: something ends the worker each time. */
const INTERRUPTIONS_AT_MOST = 2
const INTERRUPTED = {
  code: 'ERR_SECRET_UNKNOWN',
  sentence: 'Daypass stopped while it filled the secret.',
} as const
const TOO_OFTEN = {
  code: 'ERR_SECRET_UNKNOWN',
  sentence:
    'Daypass stopped again and again while it filled the secret. Ask for it again; tell an administrator.',
} as const

/**
 * Whether a delivery began before and its worker ended in the middle: its credentials are gone with it, or stand in a
 * secret that nobody was told of. Its session stays in sight, settled, and another one is started. True when the job of
 * this attempt has nothing more to do.
 */
export function resumeInterrupted(
  ctx: Pick<SystemContext, 'inTransaction'>,
  attempt: SecretAttempt,
): Promise<boolean> {
  return ctx.inTransaction(async (tx) => {
    const locked = await lockGrant(tx, attempt.grantId)
    const session = await findSession(tx, attempt.attemptId)
    // Under an id that is taken, minting refuses.
    if (locked === undefined || session?.grantId !== attempt.grantId || session.delivery !== 'secret')
      return false
    const held = await findHeldSecret(tx, attempt.grantId)
    if (held?.hold.status !== 'waiting' || held.hold.attemptId !== attempt.attemptId) return true
    if (session.status === 'intended') await settleLost(tx, session, locked.grant, locked.now)
    else await noteFailure(tx, session.id, INTERRUPTED)
    await append(tx, secretEvents.interrupted(locked.now, secretIdsOf(held), session.id))
    if (held.hold.interruptions < INTERRUPTIONS_AT_MOST) await startAnew(tx, held, attempt)
    else await giveUp(tx, held, attempt, locked.now)
    return true
  })
}

async function startAnew(tx: Transaction, { hold }: HeldSecret, interrupted: SecretAttempt): Promise<void> {
  const attemptId = newId()
  if (await replaceSecretAttempt(tx, interrupted, attemptId))
    await enqueueDelivery(tx, hold, { grantId: interrupted.grantId, attemptId })
}

async function giveUp(tx: Transaction, held: HeldSecret, attempt: SecretAttempt, now: Date): Promise<void> {
  if (!(await noteSecretFailed(tx, attempt, TOO_OFTEN))) return
  await append(tx, secretEvents.failed(now, secretIdsOf(held), TOO_OFTEN, attempt.attemptId))
}
