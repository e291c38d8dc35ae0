import { setTimeout as wait } from 'node:timers/promises'
import type { TaskPayload } from '../jobs/index'
import { log } from '../kernel/log'
import type { DrawLetter } from '../ports/letter'
import type { MailTransport } from '../ports/mail'
import type { MailContext } from './context'
import { drawMail } from './draw-mail'
import { pauseMail } from './pace-store'
import { prepareMail } from './prepare-mail'
import type { ReadyMail } from './prepare-mail'
import { watchQuota } from './quota'
import type { QuotaWatch } from './quota'
import type { Composed } from './reader'
import { settleMail } from './settle-mail'
import { noteUnwritten, UnwrittenMail } from './unwritten-mail'

/** How mail leaves this process. */
export type Mailing = {
  transport: MailTransport
  quota: QuotaWatch
  draw: DrawLetter
  /** "Daypass <daypass@example.com>". */
  from: string
}

export function createMailing(parts: Omit<Mailing, 'quota'>): Mailing {
  return { ...parts, quota: watchQuota(parts.transport) }
}

const NO_QUOTA_LEFT_SECONDS = 600

/**
 * One attempt to send a mail that is due, or one digest in its place. At least once, never twice at a time. Does nothing
 * for a mail that is not pending.
 */
export async function sendMail(
  ctx: MailContext,
  mailing: Mailing,
  { mailId }: TaskPayload<'send-mail'>,
): Promise<void> {
  const ready = await prepared(ctx, mailing, mailId)
  const drawn = ready && (await drawMail(ctx, mailing.draw, ready))
  if (ready === undefined || drawn === undefined) return
  const { parts, letter, address, waitMs } = ready
  const [first, ...others] = parts
  await wait(waitMs)
  const outcome = await mailing.transport.send({
    from: mailing.from,
    to: address,
    subject: letter.subject,
    ...drawn,
    references: others.length === 0 ? threadOf(first, ctx.portalUrl) : null,
    headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834, 5.2: no machine is to answer
  })
  if (outcome.status === 'sent') mailing.quota.count()
  else log.warn({ mailId, status: outcome.status, code: outcome.code }, 'mail: not sent')
  await ctx.inTransaction((tx) => settleMail(tx, [first.mail, ...others.map(({ mail }) => mail)], outcome))
}

/** What leaves now, without the mails that cannot be written: each of those has had an attempt, and waits for the next. */
async function prepared(ctx: MailContext, mailing: Mailing, mailId: string): Promise<ReadyMail | undefined> {
  const { perSecond, leftToday } = await mailing.quota.read()
  if (!leftToday) await ctx.inTransaction((tx) => pauseMail(tx, NO_QUOTA_LEFT_SECONDS))
  for (;;)
    try {
      return await ctx.inTransaction((tx) => prepareMail(tx, ctx, mailId, perSecond))
    } catch (error) {
      if (!(error instanceof UnwrittenMail)) throw error
      log.error({ err: error, mailId: error.mail.id }, 'mail: cannot be written')
      await ctx.inTransaction((tx) => noteUnwritten(tx, error.mail))
      if (error.mail.id === mailId) return undefined
    }
}

/** A Message-ID that no mail has and all mails of one request refer to (RFC 5322, 3.6.4): mail programs show them as one. */
function threadOf({ threadId }: Composed, portalUrl: string): string | null {
  return threadId === null ? null : `<${threadId}@${new URL(portalUrl).hostname}>`
}
