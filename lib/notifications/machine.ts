import { addMinutes, addSeconds } from '../kernel/durations'
import type { MailChoice, MailState } from './schema'

/** From which state a mail gets to which. Anything else is impossible. */
export const mailMoves = {
  send: { from: ['pending'], to: 'sent' },
  refuse: { from: ['pending'], to: 'refused' },
  giveUp: { from: ['pending'], to: 'dead' },
  supersede: { from: ['pending'], to: 'superseded' },
  gather: { from: ['pending'], to: 'digested' },
  sendAgain: { from: ['refused', 'dead'], to: 'pending' },
} as const satisfies Record<string, { from: readonly MailState[]; to: MailState }>

export type MailMove = keyof typeof mailMoves

/** About six hours of trying: SES is back by then, or somebody has to look. */
export const MAX_ATTEMPTS = 10

const FIRST_WAIT_SECONDS = 15
const LONGEST_WAIT_SECONDS = 3600

/** How long to wait after so many failed attempts: 15 s, 1 min, 4 min, 16 min, then an hour each. */
export function waitSecondsAfter(attempts: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 4 ** Math.max(0, attempts - 1), LONGEST_WAIT_SECONDS)
}

const LIMITS = {
  each: { count: 5, minutes: 10 },
  digest: { count: 1, minutes: 60 },
  none: { count: 1, minutes: 60 },
} as const satisfies Record<MailChoice, { count: number; minutes: number }>

/** How far back one has to look for what somebody has been sent, in minutes. */
export const LOOK_BACK_MINUTES = 60

/** What to do with the mails of one kind that wait for one address. */
export type Gathering = { do: 'send-one' } | { do: 'send-digest' } | { do: 'wait'; until: Date }

/**
 * One digest instead of a hundred mails: nobody gets more than five of a kind within ten minutes (one within an hour, who
 * chose so); what comes beyond waits and comes together. `sentAt` are the times of the last mails of this kind to this
 * address, newest first; `waiting` is how many of them are due. Pure.
 */
export function gathering(
  choice: MailChoice,
  waiting: number,
  sentAt: readonly Date[],
  now: Date,
): Gathering {
  const { count, minutes } = LIMITS[choice]
  const recent = sentAt.filter((time) => addMinutes(time, minutes) > now).slice(0, count)
  const oldest = recent.at(-1)
  if (recent.length >= count && oldest !== undefined)
    return { do: 'wait', until: addMinutes(oldest, minutes) }
  return waiting > count - recent.length ? { do: 'send-digest' } : { do: 'send-one' }
}

const REMIND_BEFORE_MINUTES = 15
const SHORTEST_REMINDED_MINUTES = 30

/** When to say that a grant ends soon; null if it is too short for that to be news. */
export function remindAt(startsAt: Date, endsAt: Date): Date | null {
  if (endsAt < addMinutes(startsAt, SHORTEST_REMINDED_MINUTES)) return null
  return addSeconds(endsAt, -60 * REMIND_BEFORE_MINUTES)
}
