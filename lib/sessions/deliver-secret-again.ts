import { z } from 'zod'
import { append } from '../audit/index'
import { askSecretAgain, enqueueDelivery, isNamedApproverOf, lockGrant, statusAt } from '../grants/index'
import { authorize, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { addSeconds } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { secretEvents } from './events'
import { SECRET_EVERY_SECONDS } from './machine'
import { findHeldSecret, secretIdsOf } from './secret-target'
import { findSession } from './store'

/**
 * Has the worker fill a grant's secret once more, with a new session, whose id is the caller's: after a failed delivery,
 * or when the credentials there die before the grant does. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_GRANT_NOT_LIVE`,
 * `ERR_ID_TAKEN`, and `ERR_CHANGED_MEANWHILE` while a delivery is under way or within ten minutes of the last put.
 */
export const deliverSecretAgain = verb(
  'deliver-secret-again',
  z.strictObject({ grantId: anyId, sessionId: callerId }),
  (ctx: Context, input): Promise<{ asked: true }> =>
    ctx.inTransaction(async (tx) => {
      const locked = await lockGrant(tx, input.grantId)
      if (locked === undefined) throw notFound()
      const { grant, now } = locked
      const namedApprover = await isNamedApproverOf(tx, ctx.actor, grant)
      authorize(ctx.actor, { to: 'use-grant', requesterId: grant.personId, namedApprover })
      if (statusAt(grant, now) !== 'active')
        throw new DaypassError('ERR_GRANT_NOT_LIVE', 'This grant is over: nothing is issued any more.')
      if ((await findSession(tx, input.sessionId)) !== null)
        throw new DaypassError('ERR_ID_TAKEN', 'This id is taken. Reload the page and ask again.')
      const held = await findHeldSecret(tx, grant.id)
      if (held === undefined) throw notFound()
      const attempt = { grantId: grant.id, attemptId: input.sessionId }
      if (!(await askSecretAgain(tx, attempt, addSeconds(now, -SECRET_EVERY_SECONDS))))
        throw new DaypassError(
          'ERR_CHANGED_MEANWHILE',
          'The secret is being filled, or was within the last ten minutes. Look again in a moment.',
        )
      await append(tx, secretEvents.askedAgain(now, eventActorOf(ctx.actor), secretIdsOf(held)))
      await enqueueDelivery(tx, held.hold, attempt)
      return { asked: true }
    }),
)
