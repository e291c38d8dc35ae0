import { z } from 'zod'
import { append } from '../audit/index'
import { DaypassError } from '../kernel/errors'
import { newId } from '../kernel/ids'
import { anyId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { eventActorOf } from './context'
import type { Context } from './context'
import { personSuspended } from './events'
import { lockForSuspending } from './lock-for-suspending'
import { endAllSignIns } from './sign-out'
import { insertSuspension, suspensionInForce } from './suspension-store'

/**
 * An administrator keeps a person out from this moment on: every sign-in of theirs ends, they cannot sign in, nothing is
 * minted for them, and no text names them. Their requests and grants stay as they are. Throws `ERR_NOT_FOUND`,
 * `ERR_FORBIDDEN` for oneself, `ERR_SUSPENDED` if the administrator is, `ERR_ALREADY_SUSPENDED`.
 */
export const suspendPerson = verb(
  'suspend-person',
  z.strictObject({
    personId: anyId,
    reason: typedText(1000).refine(
      (text) => /[\p{L}\p{N}]/u.test(text),
      'Say in a sentence why: other administrators and the auditor read it.',
    ),
  }),
  (ctx: Context, { personId, reason }): Promise<{ suspendedAt: string }> =>
    ctx.inTransaction(async (tx) => {
      const own = 'Nobody suspends themselves. Ask another administrator.'
      const { person, now } = await lockForSuspending(tx, ctx, personId, own)
      if ((await suspensionInForce(tx, personId)) !== null)
        throw new DaypassError('ERR_ALREADY_SUSPENDED', `${person.name} is suspended already.`)
      const actor = eventActorOf(ctx.actor)
      await insertSuspension(tx, {
        ...{ id: newId(), personId, reason },
        byPersonId: ctx.actor.personId,
        suspendedAt: now,
      })
      await append(tx, personSuspended({ at: now, actor }, person, reason))
      await endAllSignIns(tx, person, { at: now, actor })
      return { suspendedAt: now.toISOString() }
    }),
)
