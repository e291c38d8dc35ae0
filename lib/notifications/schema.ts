import { z } from 'zod'

/** What mails are about. Single words, as the database keeps them. */
export const mailKind = z.enum([
  'wanted',
  'question',
  'decided',
  'ready',
  'ending',
  'ended',
  'undelivered',
  'glass',
  'policy',
])
export type MailKind = z.output<typeof mailKind>

/** How somebody gets mails of a kind: each by itself, at most one an hour, or none. */
export const mailChoice = z.enum(['each', 'digest', 'none'])
export type MailChoice = z.output<typeof mailChoice>

/** What may be chosen of each kind. Where somebody else depends on the mail being read, `none` is not offered. */
export const MAIL_CHOICES = {
  wanted: ['each', 'digest'],
  question: ['each', 'digest'],
  decided: ['each', 'digest', 'none'],
  ready: ['each', 'none'],
  ending: ['each', 'none'],
  ended: ['each', 'digest', 'none'],
  undelivered: ['each', 'digest'],
  glass: ['each'],
  policy: ['each', 'digest'],
} as const satisfies Record<MailKind, readonly MailChoice[]>

/** `refused`: the provider will not take it. `dead`: tried as often as may be. `superseded`: true no more before it went. */
export type MailState = 'pending' | 'sent' | 'refused' | 'dead' | 'superseded' | 'digested'

/** A kind of mail with what somebody has chosen of it, for the page where they choose. */
export type MailPreferenceView = {
  kind: MailKind
  /** "A request waits for your decision". */
  name: string
  choice: MailChoice
  choices: readonly MailChoice[]
  /** Why `none` is not among the choices. */
  whyForced: string | null
}

/** Where a person's mails go, and which. No address: then none can be sent. */
export type MailPreferencesView = { address: string | null; preferences: readonly MailPreferenceView[] }

/** A mail that was not sent and that nobody tries to send any more. Times are ISO 8601 in UTC. */
export type DeadMailView = {
  id: string
  state: 'refused' | 'dead'
  kind: MailKind
  kindName: string
  /** Where it would go now. */
  to: { name: string; address: string }
  subject: string | null
  requestId: string | null
  grantId: string | null
  attempts: number
  errorCode: string | null
  errorSentence: string | null
  createdAt: string
  lastAttemptAt: string | null
}

/** A job that failed as often as it may. Times are ISO 8601 in UTC, of the real clock. */
export type ExhaustedJobView = {
  id: string
  task: string
  attempts: number
  /** The first line of what it failed with. */
  lastError: string
  createdAt: string
  lastTriedAt: string
}
