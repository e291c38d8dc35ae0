import { z } from 'zod'
import { append } from '../audit/index'
import { authorize, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { grantEvents } from './events'
import { canMove, grantMoves, statusAt } from './machine'
import { releaseSecret } from './secret-hold'
import { endGrant, lockGrant } from './store'
import { isNamedApproverOf } from './visibility'

/**
 * "I'm done": the person it was granted to ends it early. From the commit on nothing is minted; a console that is open
 * may work until the planned end. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_GRANT_NOT_LIVE` when it is over already.
 */
export const relinquishGrant = verb(
  'relinquish-grant',
  z.strictObject({ grantId: anyId }),
  (ctx: Context, input): Promise<{ endedAt: string }> =>
    ctx.inTransaction(async (tx) => {
      const locked = await lockGrant(tx, input.grantId)
      if (locked === undefined) throw notFound()
      const { grant, now } = locked
      const namedApprover = await isNamedApproverOf(tx, ctx.actor, grant)
      authorize(ctx.actor, { to: 'use-grant', requesterId: grant.personId, namedApprover })
      const over = new DaypassError('ERR_GRANT_NOT_LIVE', 'This grant is over already.')
      if (!canMove(statusAt(grant, now), 'relinquish')) throw over
      const { from, reason } = grantMoves.relinquish
      if (!(await endGrant(tx, grant.id, from, { endedAt: now, endReason: reason }))) throw over
      await releaseSecret(tx, grant, now)
      await append(tx, grantEvents.relinquished(now, eventActorOf(ctx.actor), grant))
      return { endedAt: now.toISOString() }
    }),
)
