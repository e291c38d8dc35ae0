import PostalMime from 'postal-mime'
import type { Mail, MailRecipient } from './state'

/** A mail as a person's mail program would take it apart. */
export interface ReadMail {
  id: string
  receivedAt: string
  via: Mail['via']
  /** The envelope's. */
  sender: string
  recipients: MailRecipient[]
  /** The header's, as written: `Daypass <daypass@example.com>`. */
  from: string
  subject: string
  messageId: string | null
  references: string | null
  inReplyTo: string | null
  /** Every header field, decoded, by its name in lower case. */
  headers: Record<string, string>
  html: string | null
  text: string | null
}

const readAlready = new WeakMap<Mail, Promise<ReadMail>>()

async function take(mail: Mail): Promise<ReadMail> {
  const { id, receivedAt, via, sender, recipients } = mail
  const email = await PostalMime.parse(rawOf(mail))
  const { name = '', address = '' } = email.from ?? {}
  return {
    id,
    receivedAt,
    via,
    sender,
    recipients,
    from: name === '' ? address : `${name} <${address}>`,
    subject: email.subject ?? '',
    messageId: email.messageId ?? null,
    references: email.references ?? null,
    inReplyTo: email.inReplyTo ?? null,
    headers: Object.fromEntries(email.headers.map(({ key, value }) => [key, value])),
    html: email.html ?? null,
    text: email.text ?? null,
  }
}

export function rawOf({ rawBase64 }: Mail): Buffer {
  return Buffer.from(rawBase64, 'base64')
}

/** Takes a mail apart, each once. */
export function readMail(mail: Mail): Promise<ReadMail> {
  const known = readAlready.get(mail)
  if (known !== undefined) return known
  const read = take(mail)
  readAlready.set(mail, read)
  return read
}

/** The newest mails first; of one recipient when one is given. */
export function newestFirst(mails: readonly Mail[], to?: string): Mail[] {
  const wanted = to?.trim().toLowerCase() ?? ''
  const isFor = ({ recipients }: Mail) => recipients.some(({ address }) => address.toLowerCase() === wanted)
  return (wanted === '' ? [...mails] : mails.filter(isFor)).reverse()
}
