import { setTimeout as wait } from 'node:timers/promises'
import type { SystemContext } from '../identity/index'
import type { TaskPayload } from '../jobs/index'
import { log } from '../kernel/log'
import type { DrawLetter } from '../ports/letter'
import type { MailTransport } from '../ports/mail'
import type { MailRow } from './mail-store'
import { pauseMail } from './pace-store'
import { prepareMail } from './prepare-mail'
import { watchQuota } from './quota'
import type { QuotaWatch } from './quota'
import { settleMail } from './settle-mail'

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
  ctx: SystemContext,
  mailing: Mailing,
  { mailId }: TaskPayload<'send-mail'>,
): Promise<void> {
  const { perSecond, leftToday } = await mailing.quota.read()
  const ready = await ctx.inTransaction(async (tx) => {
    if (!leftToday) await pauseMail(tx, NO_QUOTA_LEFT_SECONDS)
    return prepareMail(tx, ctx, mailId, perSecond)
  })
  if (ready === undefined) return
  const { mails, letter, waitMs } = ready
  const { html, text } = await mailing.draw(letter)
  await wait(waitMs)
  const outcome = await mailing.transport.send({
    from: mailing.from,
    to: mails[0].address,
    subject: letter.subject,
    html,
    text,
    references: mails.length === 1 ? threadOf(mails[0], ctx.portalUrl) : null,
    headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834, 5.2: no machine is to answer
  })
  if (outcome.status === 'sent') mailing.quota.count()
  else log.warn({ mailId, status: outcome.status, code: outcome.code }, 'mail: not sent')
  await ctx.inTransaction((tx) => settleMail(tx, mails, outcome))
}

/** A Message-ID that no mail has and all mails of one request refer to (RFC 5322, 3.6.4): mail programs show them as one. */
function threadOf({ requestId }: MailRow, portalUrl: string): string | null {
  return requestId === null ? null : `<${requestId}@${new URL(portalUrl).hostname}>`
}
