import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { SystemContext } from '../identity/index'
import { addMinutes, addSeconds } from '../kernel/durations'
import type { Letter } from '../ports/letter'
import { compose } from './compose'
import { digestLetter } from './letters/digest-letter'
import { gathering, LOOK_BACK_MINUTES } from './machine'
import { beginAttempt, findMail, lastSent, lockMail, lockWaiting, moveMails, putOff } from './mail-store'
import type { MailRow } from './mail-store'
import { takePlace } from './pace-store'
import { choicesOf } from './preference-store'
import { choiceOf } from './preferences'

const GATHERED_AT_MOST = 100
const ATTEMPT_MINUTES = 2

/** What leaves next: the letter, the mails that it settles, and how long to wait for its place in the row. */
export type ReadyMail = { mails: readonly [MailRow, ...MailRow[]]; letter: Letter; waitMs: number }

/**
 * Decides under the mail's lock what leaves now, and notes the attempt before it is made: whoever dies in it leaves a mail
 * that becomes due again. Undefined when nothing leaves: it is not pending or not due, it is true no more, its reader has
 * had enough for now, or the provider has.
 */
export async function prepareMail(
  tx: Transaction,
  ctx: SystemContext,
  mailId: string,
  perSecond: number,
): Promise<ReadyMail | undefined> {
  if (!(await lockMail(tx, mailId))) return undefined
  const mail = await findMail(tx, mailId)
  const now = await databaseNow(tx)
  if (mail?.state !== 'pending' || mail.dueAt > now) return undefined
  const chosen = await gathered(tx, mail, now)
  if (chosen.length === 0) return undefined
  const [first, ...others] = await composed(tx, ctx, chosen, now)
  if (first === undefined) return undefined
  const place = await takePlace(tx, perSecond)
  const ids = [first, ...others].map((one) => one.mail.id)
  if ('pausedSeconds' in place) {
    await putOff(tx, ids, addSeconds(now, place.pausedSeconds))
    return undefined
  }
  const letter =
    others.length === 0
      ? first.letter
      : digestLetter(
          mail.kind,
          [first, ...others].map((one) => one.letter),
          ctx.portalUrl,
        )
  const { subject } = letter
  await beginAttempt(tx, ids, { subject, at: now, dueAt: addMinutes(now, ATTEMPT_MINUTES) })
  return { mails: [first.mail, ...others.map((one) => one.mail)], letter, waitMs: place.waitMs }
}

/** The mails to send as one: this one, all that wait for its reader, or none when the reader has had enough for now. */
async function gathered(tx: Transaction, mail: MailRow, now: Date): Promise<readonly MailRow[]> {
  const stored =
    mail.personId === null ? undefined : (await choicesOf(tx, [mail.personId], mail.kind)).get(mail.personId)
  const choice = choiceOf(mail.kind, stored)
  if (choice === 'none') {
    await moveMails(tx, [mail.id], 'supersede', now)
    return []
  }
  const waiting = await lockWaiting(tx, mail, now, GATHERED_AT_MOST)
  const sentAt = await lastSent(tx, mail, addMinutes(now, -LOOK_BACK_MINUTES))
  const next = gathering(choice, waiting.length, sentAt, now)
  if (next.do === 'send-one') return [mail]
  if (next.do === 'send-digest') return waiting
  const ids = waiting.map(({ id }) => id)
  await putOff(tx, ids, next.until)
  return []
}

async function composed(tx: Transaction, ctx: SystemContext, mails: readonly MailRow[], now: Date) {
  const found: { mail: MailRow; letter: Letter }[] = []
  for (const mail of mails) {
    const letter = await compose({ tx, ctx, mail, now })
    if (letter === null) await moveMails(tx, [mail.id], 'supersede', now)
    else found.push({ mail, letter })
  }
  return found
}
