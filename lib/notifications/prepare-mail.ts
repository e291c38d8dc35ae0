import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import { addMinutes, addSeconds } from '../kernel/durations'
import type { Letter } from '../ports/letter'
import { compose } from './compose'
import type { Composed } from './reader'
import type { MailContext } from './context'
import { digestLetter } from './letters/digest-letter'
import { gathering, LOOK_BACK_MINUTES, MAX_ATTEMPTS } from './machine'
import { beginAttempt, findMail, lastSent, lockMail, lockWaiting, moveMails, putOff } from './mail-store'
import type { MailRow } from './mail-store'
import { takePlace } from './pace-store'
import { choicesOf } from './preference-store'
import { choiceOf, isUrgent } from './preferences'
import { UnwrittenMail } from './unwritten-mail'

const GATHERED_AT_MOST = 100
const ATTEMPT_MINUTES = 2

type Part = Composed & { mail: MailRow }

/** Of a mail that was tried as often as may be, and nobody lived to write down what came of the last attempt. */
const WITHOUT_END = {
  errorCode: 'ERR_MAIL_UNKNOWN',
  errorSentence: 'The worker ended within the last attempt, so it is not known whether the mail was sent.',
}

/** What leaves next: the letter, the mails that it settles, and how long to wait for its place in the row. */
export type ReadyMail = { parts: readonly [Part, ...Part[]]; letter: Letter; address: string; waitMs: number }

/**
 * Decides under the mail's lock what leaves now, and notes the attempt before it is made: whoever dies in it leaves a mail
 * that becomes due again. Undefined when nothing leaves: it is not pending or not due, it is true no more, its reader has
 * had enough for now, or the provider has. Throws `UnwrittenMail` for the first that has no words.
 */
export async function prepareMail(
  tx: Transaction,
  ctx: MailContext,
  mailId: string,
  perSecond: number,
): Promise<ReadyMail | undefined> {
  if (!(await lockMail(tx, mailId))) return undefined
  const mail = await findMail(tx, mailId)
  const now = await databaseNow(tx)
  if (mail?.state !== 'pending' || mail.dueAt > now) return undefined
  const chosen = await gathered(tx, mail, now)
  if (chosen.length === 0) return undefined
  const [first, ...found] = await composed(tx, ctx, chosen, now)
  if (first === undefined) return undefined
  const others = found.filter((one) => one.address === first.address)
  await putOff(
    tx,
    found.filter((one) => one.address !== first.address).map((one) => one.mail.id),
    now,
  )
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
  return { parts: [first, ...others], letter, address: first.address, waitMs: place.waitMs }
}

/** The mails to send as one: this one, all that wait for its reader, or none when the reader has had enough for now. */
async function gathered(tx: Transaction, mail: MailRow, now: Date): Promise<readonly MailRow[]> {
  if (isUrgent(mail.kind)) return [mail]
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

async function composed(
  tx: Transaction,
  ctx: MailContext,
  mails: readonly MailRow[],
  now: Date,
): Promise<Part[]> {
  const found: Part[] = []
  for (const mail of mails) {
    if (mail.attempts >= MAX_ATTEMPTS) {
      await moveMails(tx, [mail.id], 'giveUp', now, WITHOUT_END)
      continue
    }
    const said = await compose({ tx, ctx, mail, now }).catch((error: unknown) => {
      throw new UnwrittenMail(mail, error)
    })
    if (said === null) await moveMails(tx, [mail.id], 'supersede', now)
    else found.push({ mail, ...said })
  }
  return found
}
