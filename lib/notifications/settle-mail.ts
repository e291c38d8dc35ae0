import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import { addSeconds } from '../kernel/durations'
import type { MailOutcome } from '../ports/mail'
import { MAX_ATTEMPTS, waitSecondsAfter } from './machine'
import { moveMails, noteFailure } from './mail-store'
import type { MailRow } from './mail-store'
import { pauseMail } from './pace-store'

const PAUSE_SECONDS = 15

/**
 * Writes down what came of an attempt. What was refused is not tried again; what failed is, later and later, until it
 * counts as dead; what is deferred too, and holds up nothing else. A failure stops all mail for a moment: a provider that
 * is down is not asked once for every mail.
 */
export async function settleMail(
  tx: Transaction,
  [first, ...others]: readonly [MailRow, ...MailRow[]],
  outcome: MailOutcome,
): Promise<void> {
  const now = await databaseNow(tx)
  const all = [first, ...others]
  const ids = all.map(({ id }) => id)
  if (outcome.status === 'sent') {
    await moveMails(tx, [first.id], 'send', now, {
      providerId: outcome.providerId,
      errorCode: null,
      errorSentence: null,
    })
    await moveMails(tx, ids.slice(1), 'gather', now, { digestId: first.id })
    return
  }
  const failure = { errorCode: outcome.code, errorSentence: outcome.sentence }
  if (outcome.status === 'refused') {
    await moveMails(tx, ids, 'refuse', now, failure)
    return
  }
  if (outcome.status === 'failed') await pauseMail(tx, outcome.retryAfterSeconds ?? PAUSE_SECONDS)
  for (const { id, attempts } of all) {
    const made = attempts + 1
    const waitSeconds = Math.max(waitSecondsAfter(made), outcome.retryAfterSeconds ?? 0)
    if (made >= MAX_ATTEMPTS) await moveMails(tx, [id], 'giveUp', now, failure)
    else await noteFailure(tx, [id], { ...failure, dueAt: addSeconds(now, waitSeconds) })
  }
}
