import { MAIL_CHOICES } from './schema'
import type { MailChoice, MailKind } from './schema'

/** What counts for a kind: what was chosen, where that is still offered; each mail by itself otherwise. */
export function choiceOf(kind: MailKind, chosen: MailChoice | undefined): MailChoice {
  return chosen !== undefined && isOffered(kind, chosen) ? chosen : 'each'
}

/** Whether a choice may be made for a kind: policy forces some (`MAIL_CHOICES`). */
export function isOffered(kind: MailKind, choice: MailChoice): boolean {
  const offered: readonly MailChoice[] = MAIL_CHOICES[kind]
  return offered.includes(choice)
}

/** Whether mails of a kind go at once, one by one, however many there are: never in a digest, whatever was chosen. */
export function isUrgent(kind: MailKind): boolean {
  return kind === 'glass'
}
