import { z } from 'zod'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { authorize, checkNotSuspended, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { notificationEvents } from './events'
import { findMail, reviveMail } from './mail-store'

/**
 * An administrator has a mail tried again that was refused or given up. What is true no more by then is not sent. Throws
 * `ERR_NOT_FOUND`, `ERR_SUSPENDED`, `ERR_CHANGED_MEANWHILE` when it is on its way again or was sent.
 */
export const sendMailAgain = verb(
  'send-mail-again',
  z.strictObject({ mailId: anyId }),
  async (ctx: Context, { mailId }): Promise<{ state: 'pending' }> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const mail = await findMail(tx, mailId)
      if (mail === null) throw notFound()
      await checkNotSuspended(tx, ctx.actor)
      const now = await databaseNow(tx)
      if (!(await reviveMail(tx, mailId, now)))
        throw new DaypassError(
          'ERR_CHANGED_MEANWHILE',
          'This mail is on its way again, or was sent meanwhile.',
        )
      await append(tx, notificationEvents.mailSentAgain(now, eventActorOf(ctx.actor), mail))
      return { state: 'pending' }
    })
  },
)
