import { z } from 'zod'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { DaypassError } from '../kernel/errors'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { authorize, notFound } from './authorize'
import { eventActorOf } from './context'
import type { Context } from './context'
import { lockDelegation, noteDelegationEnded } from './delegation-store'
import { delegationEnded } from './events'

/**
 * Whoever named a stand-in, or the stand-in, ends it before its time. Decisions made until then stand. Throws
 * `ERR_NOT_FOUND`, `ERR_CHANGED_MEANWHILE` when it is over already.
 */
export const endDelegation = verb(
  'end-delegation',
  z.strictObject({ delegationId: anyId }),
  (ctx: Context, { delegationId }): Promise<{ endedAt: string }> =>
    ctx.inTransaction(async (tx) => {
      const delegation = await lockDelegation(tx, delegationId)
      if (delegation === null) throw notFound()
      const { from, to } = delegation
      authorize(ctx.actor, { to: 'end-delegation', fromPersonId: from.id, toPersonId: to.id })
      const now = await databaseNow(tx)
      if (delegation.endedAt !== null || delegation.endsAt <= now)
        throw new DaypassError('ERR_CHANGED_MEANWHILE', 'This is over already. Reload the page.')
      await noteDelegationEnded(tx, delegationId, now)
      await append(tx, delegationEnded({ at: now, actor: eventActorOf(ctx.actor) }, delegation))
      return { endedAt: now.toISOString() }
    }),
)
