import { z } from 'zod'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { authorize, checkNotSuspended, eventActorOf } from '../identity/index'
import type { Context } from '../identity/index'
import { runExhaustedJob } from '../jobs/index'
import { DaypassError } from '../kernel/errors'
import { verb } from '../kernel/verb'
import { notificationEvents } from './events'

/**
 * An administrator has an exhausted job tried again, with all its attempts. Throws `ERR_NOT_FOUND`,
 * `ERR_SUSPENDED`, `ERR_CHANGED_MEANWHILE` when it is not exhausted any more.
 */
export const runJobAgain = verb(
  'run-job-again',
  z.strictObject({ jobId: z.string().regex(/^\d{1,18}$/, 'There is nothing with this id.') }),
  async (ctx: Context, { jobId }): Promise<{ task: string }> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      await checkNotSuspended(tx, ctx.actor)
      const task = await runExhaustedJob(tx, jobId)
      if (task === undefined)
        throw new DaypassError('ERR_CHANGED_MEANWHILE', 'This job runs again already, or is done.')
      const actor = eventActorOf(ctx.actor)
      await append(tx, notificationEvents.jobRunAgain(await databaseNow(tx), actor, { id: jobId, task }))
      return { task }
    })
  },
)
