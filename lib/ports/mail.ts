import type { ErrorCode } from '../kernel/errors'

/** One mail to one recipient. `headers` hold no line breaks; the adapter refuses any that do. */
export type OutgoingMail = {
  from: string
  to: string
  subject: string
  html: string
  text: string
  /** A Message-ID in angle brackets that threads the mails of one request. */
  references: string | null
  /** Further headers, Auto-Submitted for example. */
  headers: Readonly<Record<string, string>>
}

/**
 * `refused`: trying again changes nothing (bad address, not verified). `deferred`: this mail may work later, others work
 * now (its mailbox is full). `failed`: nothing works just now (throttled, unreachable).
 */
export type MailOutcome =
  | { status: 'sent'; providerId: string | null }
  | {
      status: 'refused' | 'deferred' | 'failed'
      code: ErrorCode
      sentence: string
      retryAfterSeconds?: number
    }

/** Counted in recipients. Null where the provider sets no limit or does not say. */
export type MailQuota = { perSecond: number; per24Hours: number | null; sentLast24Hours: number | null }

/** One way of sending mail. */
export type MailTransport = {
  /** One attempt, never repeated by itself. Never throws for what the provider or the network does. */
  send(mail: OutgoingMail): Promise<MailOutcome>
  /** What the provider allows at present; null when it does not say or could not be asked. */
  quota(): Promise<MailQuota | null>
  readonly kind: 'ses' | 'smtp'
}
