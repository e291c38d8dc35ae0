import { describe, expect, test } from 'vitest'
import { createAws } from '../clouds/aws/index'
import { asked, definitionOf, pinnedOf } from '../testing/entitlements'
import { evaluate } from './evaluate'
import type { Evaluation } from './evaluate'
import { approvalPolicySchema } from './policy-schema'

const aws = createAws({ chained: false })
const scope = {
  kind: 's3',
  bucket: 'finance-reports',
  prefix: '2026/',
  level: 'read',
  delete: false,
} as const
const WEEKDAYS = '["monday", "tuesday", "wednesday", "thursday", "friday"]'
const OFFICE_HOURS = `start.day in ${WEEKDAYS} && start.hour >= 9 && start.hour < 17`

/** What a policy of one rule says of a request that is sent at an instant, and of one that is to start then. */
function judged(zone: string, when: string, instant: string): { sent: Evaluation; scheduled: Evaluation } {
  const rules = [{ name: 'the time', when, autoApprove: true }]
  const stages = [{ name: 'Owner', approvers: { owner: true } }]
  const policy = approvalPolicySchema.parse({ zone, stages, rules })
  const entitlement = pinnedOf({ ...definitionOf('reports'), approval: { policy: 'p', ...policy } })
  const at = new Date(instant)
  const dayBefore = new Date(at.getTime() - 24 * 3_600_000)
  const wish = { scope, durationMinutes: 60, deliveries: ['console'] as const }
  const ask = (now: Date, startsAt: Date | null) =>
    evaluate(entitlement, asked(wish, { now, askedAt: now, startsAt }), aws)
  return { sent: ask(at, null), scheduled: ask(dayBefore, at) }
}

/** Whether the rule's condition holds then, for what is sent then and for what is to start then alike. */
function holdsAt(zone: string, when: string, instant: string): boolean {
  const { sent, scheduled } = judged(zone, when, instant)
  const answers = [sent, scheduled].map(({ autoApproved, failures }) => ({ autoApproved, failures }))
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]?.failures).toEqual([])
  return sent.autoApproved
}

const before = (instant: string) => new Date(new Date(instant).getTime() - 1).toISOString()

describe('office hours begin and end by the zone’s own clocks, in summer and in winter', () => {
  test.each([
    ['Europe/Berlin', 'the Friday before clocks go forward', '2027-03-26T08:00Z', '2027-03-26T16:00Z'],
    ['Europe/Berlin', 'the Monday after clocks went forward', '2027-03-29T07:00Z', '2027-03-29T15:00Z'],
    ['Europe/Berlin', 'the Friday before clocks go back', '2027-10-29T07:00Z', '2027-10-29T15:00Z'],
    ['Europe/Berlin', 'the Monday after clocks went back', '2027-11-01T08:00Z', '2027-11-01T16:00Z'],
    ['America/New_York', 'the Friday before clocks go forward', '2027-03-12T14:00Z', '2027-03-12T22:00Z'],
    ['America/New_York', 'the Monday after clocks went forward', '2027-03-15T13:00Z', '2027-03-15T21:00Z'],
    ['America/New_York', 'the Friday before clocks go back', '2027-11-05T13:00Z', '2027-11-05T21:00Z'],
    ['America/New_York', 'the Monday after clocks went back', '2027-11-08T14:00Z', '2027-11-08T22:00Z'],
    ['Pacific/Auckland', 'a Monday that is Sunday in UTC', '2027-01-03T20:00Z', '2027-01-04T04:00Z'],
    ['Pacific/Auckland', 'a Monday in winter', '2027-07-04T21:00Z', '2027-07-05T05:00Z'],
    ['Pacific/Honolulu', 'a Friday that ends on UTC’s Saturday', '2027-01-08T19:00Z', '2027-01-09T03:00Z'],
    [
      'Asia/Kathmandu',
      'a Monday, five hours and three quarters ahead',
      '2027-01-04T03:15Z',
      '2027-01-04T11:15Z',
    ],
    ['Asia/Kathmandu', 'a leap day', '2028-02-29T03:15Z', '2028-02-29T11:15Z'],
    ['Europe/Berlin', 'the last day of a year', '2027-12-31T08:00Z', '2027-12-31T16:00Z'],
  ])('%s: %s', (zone, _, opens, closes) => {
    const instants = [before(opens), opens, before(closes), closes]
    expect(instants.map((at) => holdsAt(zone, OFFICE_HOURS, at))).toEqual([false, true, true, false])
  })

  test.each(['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Pacific/Honolulu', 'Asia/Kathmandu'])(
    '%s: a weekend is none of them, from its first to its last moment',
    (zone) => {
      // Of 2027-01-09 and 10, each hour of the widest span of those two days anywhere.
      for (let hour = -14; hour < 62; hour++) {
        const at = new Date(Date.UTC(2027, 0, 9, hour)).toISOString()
        const local = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(new Date(at))
        if (['Sat', 'Sun'].includes(local)) expect(holdsAt(zone, OFFICE_HOURS, at), at).toBe(false)
      }
    },
  )
})

describe('an hour that clocks repeat holds both times, one that they skip never', () => {
  test.each([
    ['Europe/Berlin', 2, ['2027-10-31T00:00Z', '2027-10-31T01:00Z'], '2027-10-31T02:00Z'],
    ['America/New_York', 1, ['2027-11-07T05:00Z', '2027-11-07T06:00Z'], '2027-11-07T07:00Z'],
    ['Pacific/Auckland', 2, ['2027-04-03T13:00Z', '2027-04-03T14:00Z'], '2027-04-03T15:00Z'],
  ])('%s repeats hour %i', (zone, hour, both, after) => {
    const when = `start.hour == ${String(hour)}`
    expect(both.map((at) => holdsAt(zone, when, at))).toEqual([true, true])
    expect(holdsAt(zone, when, before(after))).toBe(true)
    expect(holdsAt(zone, when, after)).toBe(false)
    expect(holdsAt(zone, when, before(both[0] ?? ''))).toBe(false)
  })

  test.each([
    ['Europe/Berlin', 2, '2027-03-28T00:00Z'],
    ['America/New_York', 2, '2027-03-14T06:00Z'],
    ['Pacific/Auckland', 2, '2027-09-25T13:00Z'],
  ])('%s skips hour %i', (zone, hour, from) => {
    for (let minute = 0; minute < 180; minute += 15) {
      const at = new Date(new Date(from).getTime() + minute * 60_000).toISOString()
      expect(holdsAt(zone, `start.hour == ${String(hour)}`, at), at).toBe(false)
    }
  })
})

describe('a date is the zone’s, from its midnight to its next', () => {
  test.each([
    ['Pacific/Auckland', '2028-02-29', '2028-02-28T11:00Z', '2028-02-29T11:00Z'],
    ['Pacific/Honolulu', '2028-02-29', '2028-02-29T10:00Z', '2028-03-01T10:00Z'],
    ['Asia/Kathmandu', '2028-02-29', '2028-02-28T18:15Z', '2028-02-29T18:15Z'],
    ['Pacific/Auckland', '2028-01-01', '2027-12-31T11:00Z', '2028-01-01T11:00Z'],
    ['Pacific/Honolulu', '2027-12-31', '2027-12-31T10:00Z', '2028-01-01T10:00Z'],
    ['Europe/Berlin', '2027-03-28', '2027-03-27T23:00Z', '2027-03-28T22:00Z'],
    ['Europe/Berlin', '2027-10-31', '2027-10-30T22:00Z', '2027-10-31T23:00Z'],
    ['America/New_York', '2027-03-14', '2027-03-14T05:00Z', '2027-03-15T04:00Z'],
    ['America/New_York', '2027-11-07', '2027-11-07T04:00Z', '2027-11-08T05:00Z'],
  ])('%s, %s', (zone, date, begins, ends) => {
    const instants = [before(begins), begins, before(ends), ends]
    const held = instants.map((at) => holdsAt(zone, `start.date == "${date}"`, at))
    expect(held).toEqual([false, true, true, false])
  })
})

test.each(['2027-03-01T12:00:00Z', '2027-10-15T12:00:00Z', '2027-12-15T12:00:00Z', '2028-02-10T12:00:00Z'])(
  'a start is at most 30 days of 24 hours ahead, whatever the calendar does meanwhile: asked %s',
  (text) => {
    const now = new Date(text)
    const entitlement = pinnedOf(definitionOf('reports'))
    const problemsAt = (milliseconds: number) => {
      const startsAt = new Date(now.getTime() + 30 * 24 * 3_600_000 + milliseconds)
      const wish = { scope, durationMinutes: 60, deliveries: ['console'] as const }
      return evaluate(entitlement, asked(wish, { now, askedAt: now, startsAt }), aws).problems
    }
    expect(problemsAt(0)).toEqual([])
    expect(problemsAt(1)).toMatchObject([{ field: 'startsAt' }])
  },
)
