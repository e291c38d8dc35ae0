import { durationInWords } from '../kernel/durations'
import type { MailChoice, MailKind } from './schema'

const KIND_NAMES: Record<MailKind, string> = {
  wanted: 'A request waits for your decision',
  question: 'Somebody wrote on a request of yours, or that you decide on',
  decided: 'Your request was decided, or narrowed',
  ready: 'Your access has started, or a secret is ready',
  ending: 'Your access ends soon',
  ended: 'Your access has ended, or was taken back',
  undelivered: 'A delivery failed, or nothing is issued',
  glass: 'Break-glass, and its review',
  policy: 'An approval policy cannot be evaluated',
}

const WHY_FORCED: Partial<Record<MailKind, string>> = {
  wanted: 'Somebody waits for your answer, so these mails cannot be switched off.',
  question: 'Somebody waits for an answer, so these mails cannot be switched off.',
  undelivered: 'Somebody’s access does not work, so these mails cannot be switched off.',
  glass: 'Nobody was asked before, so each of these mails comes at once and cannot be switched off.',
  policy: 'Requests are refused until it is mended, so these mails cannot be switched off.',
}

const CHOICE_NAMES: Record<MailChoice, string> = {
  each: 'Each by itself',
  digest: 'At most one mail an hour',
  none: 'None',
}

/** "Your access ends soon": a kind of mail by name. */
export function mailKindName(kind: MailKind): string {
  return KIND_NAMES[kind]
}

/** Why mails of a kind cannot be switched off; null where they can. */
export function whyMailIsForced(kind: MailKind): string | null {
  return WHY_FORCED[kind] ?? null
}

/** "At most one mail an hour". */
export function mailChoiceName(choice: MailChoice): string {
  return CHOICE_NAMES[choice]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "22 Nov 2026, 14:05 UTC": a mail does not know its reader's zone, so it says its own. */
export function utcMinute(time: Date): string {
  const day = `${String(time.getUTCDate())} ${MONTHS[time.getUTCMonth()] ?? ''} ${String(time.getUTCFullYear())}`
  return `${day}, ${time.toISOString().slice(11, 16)} UTC`
}

/** "for 14 min more" in words, rounded down; "less than a minute". */
export function leftInWords(from: Date, until: Date): string {
  const minutes = Math.floor((until.getTime() - from.getTime()) / 60_000)
  return minutes < 1 ? 'less than a minute' : durationInWords(minutes)
}

const DIGEST: Record<MailKind, (count: number) => string> = {
  wanted: (count) => `${String(count)} requests wait for your decision`,
  question: (count) => `${String(count)} messages on requests`,
  decided: (count) => `${String(count)} of your requests were decided or narrowed`,
  ready: (count) => `${String(count)} grants have started or have a secret that is ready`,
  ending: (count) => `${String(count)} of your grants end soon`,
  ended: (count) => `${String(count)} of your grants have ended`,
  undelivered: (count) => `${String(count)} deliveries failed or grants issue nothing`,
  glass: (count) => `${String(count)} pieces of news about break-glass`,
  policy: (count) => `${String(count)} times an approval policy could not be evaluated`,
}

/** "7 requests wait for your decision". */
export function digestInWords(kind: MailKind, count: number): string {
  return DIGEST[kind](count)
}
