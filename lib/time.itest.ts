import { describe, expect, test } from 'vitest'
import { endDueGrants, startDueGrants } from './grants/index'
import { delegate, endDelegation } from './identity/index'
import type { Context } from './identity/index'
import { newId } from './kernel/ids'
import {
  decideRequest,
  escalateRequests,
  escalateReviews,
  lapseDueRequests,
  listReviews,
  listToDecide,
  readRequest,
  remindOfRequests,
  requestExtension,
  reviewBreakGlass,
  submitRequest,
} from './requests/index'
import { openConsole } from './sessions/index'
import { call, useDomain } from './testing/domain'

const domain = useDomain()

/** Stops the database's clock at an instant, and moves the cloud's there. */
async function stopClockAt(instant: string): Promise<void> {
  const at = new Date(instant)
  await domain.moveClock(Math.round((at.getTime() - Date.now()) / 1000))
  await domain.asOwner(`
    create or replace function daypass_now() returns timestamptz
    language sql volatile security definer set search_path = pg_catalog as
    $$ select timestamptz '${at.toISOString()}' $$`)
}

const HOUR = 3_600_000
const shifted = (instant: string, milliseconds: number) =>
  new Date(new Date(instant).getTime() + milliseconds).toISOString()
const before = (instant: string) => shifted(instant, -1)
const grantOf = (id: string) => domain.database.grant.findUniqueOrThrow({ where: { id } })
const open = (ctx: Context, grantId: string) => call(openConsole, ctx, { sessionId: newId(), grantId })
const notLive = { code: 'ERR_GRANT_NOT_LIVE' }

async function two() {
  return { alice: await domain.signIn('alice'), carla: await domain.signIn('carla') }
}

describe('a start is an instant and a duration is time that passes: 2 h are 2 h', () => {
  test.each([
    ['Berlin, where clocks go forward meanwhile', '2027-03-28T01:30:00+01:00', '2027-03-28T02:30:00Z'],
    ['Berlin, the first half past two of the night', '2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00Z'],
    ['Berlin, the second one', '2027-10-31T02:30:00+01:00', '2027-10-31T03:30:00Z'],
    ['New York, where clocks go forward meanwhile', '2027-03-14T01:30:00-05:00', '2027-03-14T08:30:00Z'],
    ['New York, where clocks go back meanwhile', '2027-11-07T01:30:00-04:00', '2027-11-07T07:30:00Z'],
    ['Auckland, over the year’s end', '2027-12-31T23:30:00+13:00', '2027-12-31T12:30:00Z'],
    ['UTC, over the year’s end', '2027-12-31T23:00:00Z', '2028-01-01T01:00:00Z'],
    ['Honolulu, over the year’s end', '2027-12-31T23:00:00-10:00', '2028-01-01T11:00:00Z'],
    ['Kathmandu, into a leap day', '2028-02-28T23:00:00+05:45', '2028-02-28T19:15:00Z'],
    ['UTC, out of a leap day', '2028-02-29T23:00:00Z', '2028-03-01T01:00:00Z'],
  ])('%s', async (_, startsAt, endsAt) => {
    await stopClockAt(shifted(startsAt, -5 * HOUR))
    const { alice, carla } = await two()
    const grantId = await domain.grant(alice, [carla], { startsAt, durationMinutes: 120 })
    expect(await grantOf(grantId)).toMatchObject({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })

    await stopClockAt(before(startsAt))
    await expect(open(alice, grantId)).rejects.toMatchObject(notLive)
    await stopClockAt(startsAt)
    await open(alice, grantId)
    await stopClockAt(before(endsAt))
    await open(alice, grantId)
    await stopClockAt(endsAt)
    await expect(open(alice, grantId)).rejects.toMatchObject(notLive)
    const sessions = await domain.database.session.findMany()
    expect(sessions.map((session) => session.grantEndsAt)).toEqual([new Date(endsAt), new Date(endsAt)])
  })

  test('an extension over a change of clocks adds the time that was approved', async () => {
    const extension = { totalMinutes: 240 }
    const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
    await domain.offer({ reports: { approval: 'longer' } }, { longer: { stages, extension } })
    await stopClockAt('2027-03-28T00:00:00Z')
    const { alice, carla } = await two()
    const grantId = await domain.grant(alice, [carla], { durationMinutes: 120 })
    const wish = { grantId, reason: 'Not done yet', ticket: null }
    const extend = (durationMinutes: number) =>
      call(requestExtension, alice, { ...wish, id: newId(), durationMinutes })
    await stopClockAt('2027-03-28T01:30:00Z')
    await expect(extend(121)).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
    const { requestId } = await extend(120)
    await call(decideRequest, carla, await domain.answer(requestId))
    expect((await grantOf(grantId)).endsAt).toEqual(new Date('2027-03-28T04:00:00Z'))
  })
})

describe('a policy reads the zone’s day and hour by the database’s clock', () => {
  test.each([
    ['Pacific/Auckland', 'monday', '2027-01-03T20:00:00Z'],
    ['Pacific/Honolulu', 'monday', '2027-01-04T19:00:00Z'],
    ['Asia/Kathmandu', 'tuesday', '2028-02-29T03:15:00Z'],
    ['Europe/Berlin', 'monday', '2027-03-29T07:00:00Z'],
    ['America/New_York', 'monday', '2027-11-08T14:00:00Z'],
  ])('%s: nine o’clock on a %s', async (zone, day, instant) => {
    const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
    const when = `start.day == "${day}" && start.hour == 9`
    const rules = [{ name: 'office hours', when, autoApprove: true as const }]
    await domain.offer({ reports: { approval: 'hours' } }, { hours: { zone, stages, rules } })
    const { alice } = await two()
    const statusAt = async (at: string) => {
      await stopClockAt(at)
      return (await call(submitRequest, alice, await domain.form())).status
    }
    expect(await statusAt(before(instant))).toBe('pending')
    expect(await statusAt(instant)).toBe('approved')
    expect(await statusAt(before(shifted(instant, HOUR)))).toBe('approved')
    expect(await statusAt(shifted(instant, HOUR))).toBe('pending')
  })
})

describe('a request may wait for 24 hours and not a moment longer', () => {
  test.each([
    ['clocks go forward in Berlin', '2027-03-27T12:00:00Z', '2027-03-28T12:00:00Z'],
    ['clocks go back in New York', '2027-11-06T18:00:00Z', '2027-11-07T18:00:00Z'],
    ['the year ends', '2027-12-31T12:00:00Z', '2028-01-01T12:00:00Z'],
    ['a leap day begins', '2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z'],
    ['there is no leap day', '2027-02-28T12:00:00Z', '2027-03-01T12:00:00Z'],
  ])('while %s', async (_, asked, lapses) => {
    await stopClockAt(asked)
    const { alice, carla } = await two()
    const [first, second] = [await domain.request(alice), await domain.request(alice)]
    const late = await domain.answer(second)
    await stopClockAt(before(lapses))
    expect(await lapseDueRequests(domain.system)).toBe(0)
    expect(await call(decideRequest, carla, await domain.answer(first))).toMatchObject({ status: 'approved' })
    await stopClockAt(lapses)
    await expect(call(decideRequest, carla, late)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
    expect(await lapseDueRequests(domain.system)).toBe(1)
    expect(await domain.database.request.findUniqueOrThrow({ where: { id: second } })).toMatchObject({
      ...{ status: 'lapsed', lapsesAt: new Date(lapses), closedAt: new Date(lapses) },
    })
  })
})

test.each([
  ['clocks go forward in Berlin', '2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'],
  ['clocks go back in Auckland', '2027-04-03T13:30:00Z', '2027-04-03T14:30:00Z'],
  ['the year ends', '2027-12-31T23:59:59Z', '2028-01-01T00:00:01Z'],
  ['a leap day begins', '2028-02-28T12:00:00Z', '2028-02-29T10:00:00Z'],
])('a stand-in decides from the first moment and not at the last, while %s', async (_, startsAt, endsAt) => {
  await stopClockAt(shifted(startsAt, -HOUR))
  const { alice, carla } = await two()
  const bob = await domain.signIn('bob')
  await call(delegate, carla, { id: newId(), to: 'bob', startsAt, endsAt })
  const requestId = await domain.request(alice, { startsAt: null })
  const answer = await domain.answer(requestId, { outcome: 'deny' })
  const waiting = async (at: string) => {
    await stopClockAt(at)
    return (await call(listToDecide, bob, {})).items.length
  }
  const instants = [before(startsAt), startsAt, before(endsAt), endsAt]
  const counts: number[] = []
  for (const at of instants) counts.push(await waiting(at))
  expect(counts).toEqual([0, 1, 1, 0])
  await expect(call(decideRequest, bob, answer)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await stopClockAt(before(endsAt))
  expect(await call(decideRequest, bob, answer)).toMatchObject({ status: 'denied' })
})

const GLASS = {
  stages: [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }],
  breakGlass: {
    longestMinutes: 240,
    tell: { groups: ['finance-approvers'] },
    review: { by: { groups: ['auditors'] }, withinMinutes: 1440, escalateTo: { groups: ['board'] } },
  },
}

test.each([
  ['clocks go back in Berlin', '2027-10-30T12:00:00Z', '2027-10-31T12:00:00Z'],
  ['the year ends', '2027-12-31T12:00:00Z', '2028-01-01T12:00:00Z'],
  ['a leap day begins', '2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z'],
])('a review is overdue after 24 hours to the moment, while %s', async (_, broken, due) => {
  await domain.offer({ reports: { approval: 'glass' } }, { glass: GLASS })
  await stopClockAt(broken)
  const [alice, audrey] = [await domain.signIn('alice'), await domain.signIn('audrey')]
  const wish = await domain.form({ kind: 'break-glass', incident: 'INC-7', durationMinutes: 60 })
  const { requestId } = await call(submitRequest, alice, wish)
  const overdue = async () => (await call(listReviews, audrey, { state: 'overdue' })).items.length
  await stopClockAt(before(due))
  expect([await overdue(), await escalateReviews(domain.system)]).toEqual([0, 0])
  await stopClockAt(due)
  expect([await overdue(), await escalateReviews(domain.system)]).toEqual([1, 1])
  expect(await domain.database.review.findUniqueOrThrow({ where: { requestId } })).toMatchObject({
    ...{ dueAt: new Date(due), escalatedAt: new Date(due) },
  })
  await stopClockAt(broken)
  expect(await overdue()).toBe(0)
  const olga = await domain.signIn('olga', { groups: ['board'] })
  await call(reviewBreakGlass, olga, { requestId, outcome: 'justified', comment: null })
})

const BEGIN = '2027-06-01T12:00:00Z'
const tick = async () => ({
  lapsed: await lapseDueRequests(domain.system),
  reminded: await remindOfRequests(domain.system),
  escalated: await escalateRequests(domain.system),
  started: await startDueGrants(domain.system),
  ended: await endDueGrants(domain.system),
})
const nothing = { lapsed: 0, reminded: 0, escalated: 0, started: 0, ended: 0 }

describe('a clock that jumps forward', () => {
  test('over start and end at once ends a grant that never started: nothing is issued, no secret filled', async () => {
    await stopClockAt(BEGIN)
    const { alice, carla } = await two()
    const startsAt = shifted(BEGIN, HOUR)
    const grantId = await domain.grant(alice, [carla], { startsAt, deliveries: ['console', 'secret'] })
    await stopClockAt(shifted(BEGIN, 100 * HOUR))
    expect(await tick()).toEqual({ ...nothing, ended: 1 })
    await domain.work()
    await expect(open(alice, grantId)).rejects.toMatchObject(notLive)
    expect(domain.calls('AssumeRole')).toEqual([])
    expect(domain.calls('PutSecretValue')).toEqual([])
    const { endsAt } = await grantOf(grantId)
    expect(await grantOf(grantId)).toMatchObject({ status: 'ended', endReason: 'expired', endedAt: endsAt })
  })

  test('over reminder, escalation and limit at once lets a request lapse, and nobody is asked any more', async () => {
    const escalate = { afterMinutes: 60, to: { groups: ['platform-approvers'] } }
    const pending = { limitMinutes: 120, remindAfterMinutes: 30, escalate }
    await domain.offer({ reports: { approval: 'limited' } }, { limited: { stages: GLASS.stages, pending } })
    await stopClockAt(BEGIN)
    const { alice } = await two()
    const requestId = await domain.request(alice)
    await stopClockAt(shifted(BEGIN, 100 * HOUR))
    expect(await tick()).toEqual({ ...nothing, lapsed: 1 })
    expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
      ...{ status: 'lapsed', remindedAt: null, escalatedAt: null },
    })
  })
})

describe('a clock that jumps back', () => {
  test('reopens nothing that was written down: no grant, no request, no stand-in', async () => {
    await stopClockAt(BEGIN)
    const { alice, carla } = await two()
    const bob = await domain.signIn('bob')
    const grantId = await domain.grant(alice, [carla], { deliveries: ['console', 'secret'] })
    await domain.work()
    const requestId = await domain.request(alice)
    const answer = await domain.answer(requestId)
    const delegationId = newId()
    const window = { startsAt: BEGIN, endsAt: shifted(BEGIN, 90 * HOUR) }
    await call(delegate, carla, { id: delegationId, to: 'bob', ...window })
    await stopClockAt(shifted(BEGIN, 30 * HOUR))
    await call(endDelegation, carla, { delegationId })
    expect(await tick()).toEqual({ ...nothing, lapsed: 1, ended: 1 })
    await domain.work()
    const issued = domain.calls('AssumeRole').length

    await stopClockAt(shifted(BEGIN, HOUR))
    expect(await tick()).toEqual(nothing)
    await domain.work()
    await expect(open(alice, grantId)).rejects.toMatchObject(notLive)
    await expect(call(decideRequest, carla, answer)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
    await expect(call(readRequest, bob, { requestId })).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
    expect(domain.calls('AssumeRole')).toHaveLength(issued)
    expect(await domain.database.secretHold.findUniqueOrThrow({ where: { grantId } })).toMatchObject({
      status: 'emptied',
    })
  })

  test('what nobody wrote down follows the clock: within the window it issues, after it and before it not', async () => {
    await stopClockAt(BEGIN)
    const { alice, carla } = await two()
    const grantId = await domain.grant(alice, [carla], { durationMinutes: 120 })
    await stopClockAt(shifted(BEGIN, 3 * HOUR))
    await expect(open(alice, grantId)).rejects.toMatchObject(notLive)
    await stopClockAt(shifted(BEGIN, HOUR))
    await open(alice, grantId)
    await stopClockAt(before(BEGIN))
    await expect(open(alice, grantId)).rejects.toMatchObject(notLive)
    expect(domain.calls('AssumeRole')).toHaveLength(1)
  })

  test('moves no end that was planned: what was issued keeps it, and the next session gets the same', async () => {
    await stopClockAt(BEGIN)
    const { alice, carla } = await two()
    const grantId = await domain.grant(alice, [carla], { durationMinutes: 120 })
    await stopClockAt(shifted(BEGIN, HOUR))
    await open(alice, grantId)
    await stopClockAt(BEGIN)
    await open(alice, grantId)
    const endsAt = new Date(shifted(BEGIN, 2 * HOUR))
    expect((await grantOf(grantId)).endsAt).toEqual(endsAt)
    const sessions = await domain.database.session.findMany()
    expect(sessions.map((session) => session.grantEndsAt)).toEqual([endsAt, endsAt])
  })
})
