import { createTransport } from 'nodemailer'
import type { Secret } from '../kernel/secret'
import type { MailTransport } from '../ports/mail'
import { mailOptions, malformed } from './compose'
import { outcomeOfSmtpError } from './smtp-errors'

/** How long one step of the conversation may take, in milliseconds. */
const TIMEOUT_MS = 10_000

export type SmtpSettings = {
  /** `smtps://user:password@host:465`, or `smtp://…` for STARTTLS (RFC 3207), which is insisted on. */
  url: Secret
  timeoutMs?: number
}

/** A mail server by SMTP. Without TLS only on this machine; its certificate is always checked. One attempt a call. */
export function createSmtp({ url, timeoutMs = TIMEOUT_MS }: SmtpSettings): MailTransport {
  const transport = createTransport(transportOptions(new URL(url.reveal()), timeoutMs))
  return {
    kind: 'smtp',
    send: async (mail) => {
      const refusal = malformed(mail)
      if (refusal !== null) return refusal
      try {
        const { messageId } = await transport.sendMail(mailOptions(mail))
        return { status: 'sent', providerId: messageId }
      } catch (error) {
        return outcomeOfSmtpError(error)
      }
    },
    quota: () => Promise.resolve(null),
  }
}

function transportOptions(url: URL, timeoutMs: number) {
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const user = decodeURIComponent(url.username)
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    tls: { minVersion: 'TLSv1.2' as const },
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    // Longer, so that a server that never greets is told from one that falls silent later.
    socketTimeout: timeoutMs * 2,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
