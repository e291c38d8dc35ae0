import MailComposer from 'nodemailer/lib/mail-composer'
import { isPlainAddress, splitSender } from '../kernel/mail-address'
import type { OutgoingMail } from '../ports/mail'
import { headerText } from './encoded-words'
import type { NotSent } from './outcomes'

/** Headers that the mail's own fields make. */
const OWN_HEADERS =
  /^(from|sender|reply-to|to|cc|bcc|subject|date|message-id|references|in-reply-to|return-path|mime-version|content-.*|dkim-.*|x-ses-.*)$/i

// A control character within a header could begin another one (RFC 5322 section 2.2).
const hasControls = (text: string) => /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)

/** Why a mail cannot be sent as it is; null when it can. Nothing that could make another header or recipient passes. */
export function malformed(mail: OutgoingMail): NotSent | null {
  const sender = splitSender(mail.from)
  if (!isPlainAddress(mail.to)) return refusal('The recipient’s address is not one plain mail address.')
  if (!isPlainAddress(sender.address) || hasControls(sender.name))
    return refusal('The sender’s address is not one plain mail address.')
  if (hasControls(mail.subject))
    return refusal('The subject holds a line break or another control character.')
  if (mail.references !== null && !/^<[\w.+-]+@([\w.-]+|\[[\da-f.:]+\])>$/i.test(mail.references))
    return refusal('The mail refers to something that is no Message-ID.')
  const bad = Object.entries(mail.headers).find(([name, value]) => !isFurtherHeader(name, value))
  return bad === undefined ? null : refusal('A further header is not one that a mail may carry.')
}

function isFurtherHeader(name: string, value: string): boolean {
  return /^[a-z\d-]+$/i.test(name) && !OWN_HEADERS.test(name) && !hasControls(value)
}

function refusal(sentence: string): NotSent {
  return { status: 'refused', code: 'ERR_MAIL_MALFORMED', sentence }
}

/** The mail as nodemailer takes it, which may open neither files nor addresses for it. References and In-Reply-To thread it (RFC 5322 section 3.6.4). */
export function mailOptions(mail: OutgoingMail) {
  const sender = splitSender(mail.from)
  return {
    from: sender,
    to: { name: '', address: mail.to },
    envelope: { from: sender.address, to: [mail.to] },
    text: mail.text,
    html: mail.html,
    ...(mail.references === null ? {} : { references: mail.references, inReplyTo: mail.references }),
    headers: { ...mail.headers, Subject: { prepared: true, value: headerText(mail.subject) } },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The whole mail as it goes over the wire (RFC 5322). */
export function compose(mail: OutgoingMail): Promise<Buffer> {
  return new MailComposer(mailOptions(mail)).compile().build()
}
