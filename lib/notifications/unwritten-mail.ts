import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { MailOutcome } from '../ports/mail'
import { beginAttempt, findMail, lockMail } from './mail-store'
import type { MailRow } from './mail-store'
import { settleMail } from './settle-mail'

/** Thrown when there are no words for a mail. What its transaction wrote is undone, whatever it was that failed. */
export class UnwrittenMail extends Error {
  readonly mail: MailRow

  constructor(mail: MailRow, cause: unknown) {
    super(`the mail ${mail.id} cannot be written`, { cause })
    this.mail = mail
  }
}

/** What becomes of a mail that could not be written: the next one may be fine, and so may this one later. */
export const UNWRITTEN = {
  status: 'deferred',
  code: 'ERR_INTERNAL',
  sentence: 'Daypass could not write this mail. What failed stands in the worker’s log.',
} as const satisfies MailOutcome

/** Counts an attempt that came to no letter, unless another worker has it in hand. */
export async function noteUnwritten(tx: Transaction, { id, attempts }: MailRow): Promise<void> {
  if (!(await lockMail(tx, id))) return
  const mail = await findMail(tx, id)
  if (mail?.state !== 'pending' || mail.attempts !== attempts) return
  const now = await databaseNow(tx)
  await beginAttempt(tx, [id], { subject: mail.subject, at: now, dueAt: now })
  await settleMail(tx, [mail], UNWRITTEN)
}
