import type { MailOutcome } from '../ports/mail'

export type NotSent = Exclude<MailOutcome, { status: 'sent' }>

export const refused = (sentence: string): NotSent => ({
  status: 'refused',
  code: 'ERR_MAIL_REFUSED',
  sentence,
})

/** What an administrator has to mend: it is tried again, for then it works. */
export const notAllowed = (sentence: string): NotSent => ({
  status: 'failed',
  code: 'ERR_MAIL_NOT_ALLOWED',
  sentence: `${sentence} Tell an administrator.`,
})

export const throttled = (sentence: string, retryAfterSeconds: number): NotSent => ({
  status: 'failed',
  code: 'ERR_MAIL_THROTTLED',
  sentence,
  retryAfterSeconds,
})

/** This mail has to wait; others need not. */
export const deferred = (sentence: string, retryAfterSeconds: number): NotSent => ({
  status: 'deferred',
  code: 'ERR_MAIL_THROTTLED',
  sentence,
  retryAfterSeconds,
})

export const unreachable = (): NotSent => ({
  status: 'failed',
  code: 'ERR_MAIL_UNREACHABLE',
  sentence: 'The mail service cannot be reached at the moment. Nothing was sent.',
})

export const unknown = (): NotSent => ({
  status: 'failed',
  code: 'ERR_MAIL_UNKNOWN',
  sentence: 'The mail service gave no clear answer in time, so it is not known whether the mail was sent.',
})
