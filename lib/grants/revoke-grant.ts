import { z } from 'zod'
import { append } from '../audit/index'
import { authorize, checkNotSuspended, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { grantEvents } from './events'
import { canMove, grantMoves, statusAt } from './machine'
import { releaseSecret } from './secret-hold'
import { endGrant, lockGrant } from './store'
import { isNamedApproverOf } from './visibility'

/**
 * Takes a grant back: its entitlement's approvers and administrators may, with a reason. From the commit on nothing is
 * minted; what is out already may work until its planned end. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`,
 * `ERR_GRANT_NOT_LIVE` when it is over already.
 */
export const revokeGrant = verb(
  'revoke-grant',
  z.strictObject({
    grantId: anyId,
    reason: typedText(1000).refine((text) => text !== '', 'Say why: the person and the auditor read it.'),
  }),
  (ctx: Context, input): Promise<{ endedAt: string }> =>
    ctx.inTransaction(async (tx) => {
      const locked = await lockGrant(tx, input.grantId)
      if (locked === undefined) throw notFound()
      const { grant, now } = locked
      const namedApprover = await isNamedApproverOf(tx, ctx.actor, grant)
      authorize(ctx.actor, { to: 'revoke-grant', requesterId: grant.personId, namedApprover })
      await checkNotSuspended(tx, ctx.actor)
      const over = new DaypassError('ERR_GRANT_NOT_LIVE', 'This grant is over already.')
      if (!canMove(statusAt(grant, now), 'revoke')) throw over
      const { from, reason: endReason } = grantMoves.revoke
      const end = { endedAt: now, endReason, endedById: ctx.actor.personId, endComment: input.reason }
      if (!(await endGrant(tx, grant.id, from, end))) throw over
      await releaseSecret(tx, grant, now)
      await append(tx, grantEvents.revoked(now, eventActorOf(ctx.actor), grant, input.reason))
      return { endedAt: now.toISOString() }
    }),
)
