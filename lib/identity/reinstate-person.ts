import { z } from 'zod'
import { append } from '../audit/index'
import { DaypassError } from '../kernel/errors'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { eventActorOf } from './context'
import type { Context } from './context'
import { personReinstated } from './events'
import { lockForSuspending } from './lock-for-suspending'
import { liftSuspension, suspensionInForce } from './suspension-store'

/**
 * An administrator lets a suspended person in again: they can sign in, and what they still have counts. Throws
 * `ERR_NOT_FOUND`, `ERR_FORBIDDEN` for oneself, `ERR_SUSPENDED` if the administrator is, `ERR_CHANGED_MEANWHILE` if nothing
 * keeps the person out.
 */
export const reinstatePerson = verb(
  'reinstate-person',
  z.strictObject({ personId: anyId }),
  (ctx: Context, { personId }): Promise<{ reinstatedAt: string }> =>
    ctx.inTransaction(async (tx) => {
      const own = 'Nobody reinstates themselves. Ask another administrator.'
      const { person, now } = await lockForSuspending(tx, ctx, personId, own)
      const suspension = await suspensionInForce(tx, personId)
      if (suspension === null)
        throw new DaypassError('ERR_CHANGED_MEANWHILE', `${person.name} is not suspended.`)
      await liftSuspension(tx, suspension.id, { liftedAt: now, liftedById: ctx.actor.personId })
      await append(tx, personReinstated({ at: now, actor: eventActorOf(ctx.actor) }, person))
      return { reinstatedAt: now.toISOString() }
    }),
)
