import { databaseNow } from '../db/transaction'
import type { SystemContext } from '../identity/index'
import { addMinutes } from '../kernel/durations'
import { queueDue } from './mail-store'

const AT_A_TIME = 100
const LOST_AFTER_MINUTES = 10

/**
 * Makes jobs for mails whose time has come: reminders, further attempts, what was put off, and what a dead worker had in
 * hand. Returns how many; call again while it is not 0.
 */
export function queueDueMails(ctx: Pick<SystemContext, 'inTransaction'>): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const now = await databaseNow(tx)
    return queueDue(tx, now, addMinutes(now, -LOST_AFTER_MINUTES), AT_A_TIME)
  })
}
