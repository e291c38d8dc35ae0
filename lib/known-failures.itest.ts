import { afterEach, expect, test, vi } from 'vitest'
import { endDueGrants, revokeGrant } from './grants/index'
import { suspendPerson } from './identity/index'
import type { Context } from './identity/index'
import { newId } from './kernel/ids'
import {
  cancelRequest,
  decideRequest,
  escalateRequests,
  lapseDueRequests,
  readRequest,
  requestExtension,
  submitRequest,
  withdrawApproval,
} from './requests/index'
import { openConsole } from './sessions/index'
import { call, useDomain } from './testing/domain'

// What other products got wrong, by their own bug reports and release notes: one test each, on the stored result.

const domain = useDomain()
afterEach(() => vi.restoreAllMocks())

const FINANCE = { name: 'Data owner', approvers: { groups: ['finance-approvers'] } }
const EXTENDABLE = { stages: [FINANCE], extension: { totalMinutes: 300 } }

const storedRequest = (id: string) =>
  domain.database.request.findUniqueOrThrow({
    where: { id },
    include: { grant: true, decisions: true, narrowings: true },
  })
const storedGrant = (id: string) => domain.database.grant.findUniqueOrThrow({ where: { id } })
const minutesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  Math.ceil((endsAt.getTime() - startsAt.getTime()) / 60_000)

const people = async () => ({
  alice: await domain.signIn('alice'),
  carla: await domain.signIn('carla'),
  chris: await domain.signIn('chris'),
})

async function approve(approver: Context, requestId: string, told: Record<string, unknown> = {}) {
  return call(decideRequest, approver, await domain.answer(requestId, told))
}

/** Moves the clock to so many seconds from an instant. */
async function moveTo(instant: Date, seconds: number): Promise<void> {
  await domain.moveClock(Math.ceil((instant.getTime() - Date.now()) / 1000) + seconds)
}

function longer(grantId: string, told: Record<string, unknown> = {}) {
  return { id: newId(), grantId, durationMinutes: 60, reason: 'Not done yet', ticket: null, ...told }
}

test('two approvals at the same moment give one grant', async () => {
  const { alice, carla, chris } = await people()
  const requestId = await domain.request(alice)
  const [one, other] = [await domain.answer(requestId), await domain.answer(requestId)]
  const answers = await Promise.allSettled([
    call(decideRequest, carla, one),
    call(decideRequest, chris, other),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await domain.database.grant.findMany()).toMatchObject([{ requestId }])
  expect(await domain.events('grant.opened')).toHaveLength(1)
})

test('a denial after the approval is refused, and the grant runs on', async () => {
  const { alice, carla, chris } = await people()
  const requestId = await domain.request(alice)
  const late = await domain.answer(requestId, { outcome: 'deny' })
  await approve(carla, requestId)
  const before = await storedRequest(requestId)
  await expect(call(decideRequest, chris, late)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
  expect(await storedRequest(requestId)).toEqual(before)
  expect(before).toMatchObject({ status: 'approved', grant: { status: 'active' } })
})

test.each([
  ['a day', 1440],
  ['a day and an hour', 1500],
  ['thirty days', 43_200],
])(
  '%s is granted as long as it says, not for what is left of it by a clock face',
  async (_words, minutes) => {
    await domain.offer({ reports: { maxDurationMinutes: 43_200 } })
    const { alice, carla } = await people()
    const grantId = await domain.grant(alice, [carla], { durationMinutes: minutes })
    const grant = await storedGrant(grantId)
    expect(minutesOf(grant)).toBe(minutes)
    await moveTo(grant.endsAt, -60)
    await call(openConsole, await domain.signIn('alice'), { sessionId: newId(), grantId })
    expect(await domain.database.session.findMany()).toMatchObject([{ grantId, status: 'issued' }])
  },
)

test('a duration of nothing, or of less than nothing, is refused', async () => {
  const { alice } = await people()
  for (const durationMinutes of [0, -60, 0.5, Number.NaN])
    await expect(domain.request(alice, { durationMinutes })).rejects.toThrow()
  expect(await domain.database.request.count()).toBe(0)
})

test('access goes to whoever asked, not to somebody else with the same address', async () => {
  const { alice, carla } = await people()
  const twin = await domain.signIn('alice-two', { email: 'Alice@Example.com', groups: ['engineers'] })
  const grantId = await domain.grant(alice, [carla])
  expect(await storedGrant(grantId)).toMatchObject({ personId: alice.actor.personId })
  await expect(call(openConsole, twin, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
  expect(await domain.database.session.count()).toBe(0)
})

test('an approver’s second account is neither a second approver nor, with the requester’s address, an approver', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const { alice, carla } = await people()
  const finance = { groups: ['finance-approvers'] }
  const second = await domain.signIn('carla-two', { ...finance, email: 'CARLA@example.com' })
  const own = await domain.signIn('alice-two', { ...finance, email: 'alice@example.com' })
  const requestId = await domain.request(alice)
  await approve(carla, requestId)
  await expect(approve(second, requestId)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
  await expect(approve(own, requestId)).rejects.toMatchObject({ code: 'ERR_SELF_APPROVAL' })
  expect(await storedRequest(requestId)).toMatchObject({
    status: 'pending',
    grant: null,
    decisions: [{ personId: carla.actor.personId }],
  })
})

test('an approver who takes on the address of one who has approved does not make two of one', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const { alice, carla, chris } = await people()
  const requestId = await domain.request(alice)
  await approve(carla, requestId)
  await domain.signIn('carla', { email: 'chris@example.com' })
  await expect(approve(chris, requestId)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
  expect(await storedRequest(requestId)).toMatchObject({ status: 'pending', grant: null })
})

test('an approver’s account that has the requester’s address since is the requester’s, and its approval counts no more', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const { alice, carla, chris } = await people()
  const requestId = await domain.request(alice)
  await approve(carla, requestId)
  await domain.signIn('alice', { email: 'carla@example.com' })
  expect(await approve(chris, requestId)).toEqual({ status: 'pending', grantId: null })
  expect(await storedRequest(requestId)).toMatchObject({ status: 'pending', grant: null })
})

test('two approvers who turn out to be one by their addresses count once', async () => {
  const three = { stages: [{ ...FINANCE, required: 3 }] }
  await domain.offer({ reports: { approval: 'three' } }, { three })
  const { alice, carla, chris } = await people()
  const dora = await domain.signIn('dora', { groups: ['finance-approvers'] })
  const requestId = await domain.request(alice)
  await approve(carla, requestId)
  await approve(chris, requestId)
  await domain.signIn('chris', { email: 'Carla@example.com' })
  expect(await approve(dora, requestId)).toEqual({ status: 'pending', grantId: null })
  const { decisions } = await call(readRequest, carla, { requestId })
  expect(decisions.map(({ by, whyNotCounted }) => [by.handle, whyNotCounted === null])).toEqual([
    ['carla', true],
    ['chris', false],
    ['dora', true],
  ])
})

test('a window that starts and ends within one minute of its neighbours is open for its time and no longer', async () => {
  const { alice, carla } = await people()
  const startsAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000)
  const told = { startsAt: startsAt.toISOString(), durationMinutes: 15 }
  const grantId = await domain.grant(alice, [carla], told)
  const click = () => call(openConsole, alice, { sessionId: newId(), grantId })
  await moveTo(startsAt, -20)
  await expect(click()).rejects.toMatchObject({ code: 'ERR_GRANT_NOT_LIVE' })
  await moveTo(startsAt, 0)
  await click()
  await moveTo((await storedGrant(grantId)).endsAt, 0)
  await expect(click()).rejects.toMatchObject({ code: 'ERR_GRANT_NOT_LIVE' })
  expect(await domain.database.session.count()).toBe(1)
})

test('approved and given back within the same minute, it is over, and stays over', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla])
  await call(revokeGrant, carla, { grantId, reason: 'A mistake' })
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_GRANT_NOT_LIVE',
  })
  const ended = await storedGrant(grantId)
  await moveTo(ended.endsAt, 60)
  await endDueGrants(domain.system)
  expect(await storedGrant(grantId)).toEqual(ended)
  expect(ended).toMatchObject({ status: 'ended', endReason: 'revoked' })
})

test.each([
  [
    'another scope',
    { scope: { kind: 's3', bucket: 'finance-ledger', prefix: '', level: 'read-write', delete: false } },
  ],
  ['more time', { durationMinutes: 480 }],
  ['another reason', { reason: 'Something else' }],
  ['a later start', { startsAt: new Date(Date.now() + 86_400_000).toISOString() }],
])('a requester cannot make what was sent into %s', async (_what, edit) => {
  const { alice, carla } = await people()
  const form = await domain.form()
  await call(submitRequest, alice, form)
  const before = await storedRequest(form.id)
  const onScreen = await domain.answer(form.id)
  await expect(call(submitRequest, alice, { ...form, ...edit })).rejects.toMatchObject({
    code: 'ERR_ID_TAKEN',
  })
  expect(await storedRequest(form.id)).toEqual(before)
  // What the approver saw is what they approve.
  await call(decideRequest, carla, onScreen)
  expect(await storedRequest(form.id)).toMatchObject({
    status: 'approved',
    grant: { envelopeHash: before.envelopeHash, scope: before.scope },
  })
})

test('a policy that asks nobody does not win over one that does, on the same account and role', async () => {
  const free = { rules: [{ name: 'Free', when: 'true', autoApprove: true as const }] }
  await domain.offer({ reports: {}, lake: { approval: 'free' } }, { free })
  const { alice, carla } = await people()
  const easy = await call(submitRequest, alice, await domain.form({ entitlementId: 'lake' }))
  expect(easy.status).toBe('approved')
  const strict = await call(submitRequest, alice, await domain.form())
  expect(strict).toMatchObject({ status: 'pending', grantId: null })
  // Nor when it becomes one while a request waits: what was asked under the stricter one is judged by both.
  await domain.offer({ reports: { approval: 'free' } }, { free })
  await expect(
    call(submitRequest, alice, { ...(await domain.form()), id: strict.requestId }),
  ).rejects.toMatchObject({ code: 'ERR_ID_TAKEN' })
  expect(await storedRequest(strict.requestId)).toMatchObject({ status: 'pending', grant: null })
  expect(await approve(carla, strict.requestId)).toMatchObject({ status: 'approved' })
})

test.each([
  ['a longer duration', { durationMinutes: 240 }, 'durationMinutes'],
  [
    'a higher level',
    { scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read-write', delete: false } },
    'scope.level',
  ],
  [
    'a folder above',
    { scope: { kind: 's3', bucket: 'finance-reports', prefix: '', level: 'read', delete: false } },
    'scope.prefix',
  ],
  ['an earlier start', { startsAt: new Date(Date.now() - 3_600_000).toISOString() }, 'startsAt'],
])('an approver’s body with %s changes nothing', async (_what, narrowing, field) => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  const before = await storedRequest(requestId)
  await expect(approve(carla, requestId, { narrowing })).rejects.toMatchObject({
    code: 'ERR_NOT_NARROWER',
    fields: [{ field }],
  })
  // Nor beside the narrowing, where nobody looks.
  await expect(approve(carla, requestId, { durationMinutes: 480 })).rejects.toMatchObject({
    code: 'ERR_INPUT',
  })
  expect(await storedRequest(requestId)).toEqual(before)
})

test('somebody who was removed gets no session more: not by a grant that runs, not by a page that is still open', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla])
  const adam = await domain.signIn('adam')
  await call(suspendPerson, adam, { personId: alice.actor.personId, reason: 'Left' })
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_SUSPENDED',
  })
  await expect(domain.signIn('alice')).rejects.toMatchObject({ code: 'ERR_SUSPENDED' })
  expect(await domain.database.session.count()).toBe(0)
  expect(domain.calls('AssumeRole')).toEqual([])
})

test('somebody who lost the group gets no session more', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla])
  const since = await domain.signIn('alice', { groups: ['somebody-else'] })
  await expect(call(openConsole, since, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_NOT_ELIGIBLE',
  })
  // Of a page that was open before, nothing leaves the process either.
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toThrow()
  expect(await domain.database.session.findMany({ where: { handedOverAt: { not: null } } })).toEqual([])
})

test('a removed approver’s open page decides nothing, and asks for nothing', async () => {
  const { alice, carla, chris } = await people()
  const requestId = await domain.request(alice)
  const [yes, no] = [await domain.answer(requestId), await domain.answer(requestId, { outcome: 'deny' })]
  const adam = await domain.signIn('adam')
  await call(suspendPerson, adam, { personId: carla.actor.personId, reason: 'Left' })
  for (const answer of [yes, no])
    await expect(call(decideRequest, carla, answer)).rejects.toMatchObject({ code: 'ERR_SUSPENDED' })
  await call(suspendPerson, adam, { personId: alice.actor.personId, reason: 'Left' })
  await expect(domain.request(alice)).rejects.toMatchObject({ code: 'ERR_SUSPENDED' })
  await expect(approve(chris, requestId)).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
  expect(await domain.database.request.findMany({ include: { decisions: true } })).toMatchObject([
    { id: requestId, status: 'pending', decisions: [] },
  ])
})

test('an approver who lost the group decides nothing by a page that was open before: neither yes, nor no, nor less', async () => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  const answers = [
    await domain.answer(requestId),
    await domain.answer(requestId, { outcome: 'deny' }),
    await domain.answer(requestId, { narrowing: { durationMinutes: 30 } }),
  ]
  await domain.signIn('carla', { groups: ['somebody-else'] })
  for (const answer of answers)
    await expect(call(decideRequest, carla, answer)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  expect(await storedRequest(requestId)).toMatchObject({ status: 'pending', decisions: [], narrowings: [] })
})

test('a request that has just lapsed is not decided, whatever the worker has written down', async () => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  const { lapsesAt } = await storedRequest(requestId)
  const answers = [await domain.answer(requestId), await domain.answer(requestId, { outcome: 'deny' })]
  await moveTo(lapsesAt, 0)
  for (const answer of answers)
    await expect(call(decideRequest, carla, answer)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
  await expect(call(cancelRequest, alice, { requestId })).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  expect(await lapseDueRequests(domain.system)).toBe(1)
  await expect(approve(carla, requestId)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
  expect(await storedRequest(requestId)).toMatchObject({ status: 'lapsed', grant: null, decisions: [] })
})

test('a second request, whatever becomes of it, leaves the running grant as it is', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla])
  const before = await storedGrant(grantId)
  const second = await domain.request(alice)
  expect(await storedGrant(grantId)).toEqual(before)
  await approve(carla, second, { outcome: 'deny' })
  const third = await domain.grant(alice, [carla])
  await call(revokeGrant, carla, { grantId: third, reason: 'Once is enough' })
  expect(await storedGrant(grantId)).toEqual(before)
  await call(openConsole, alice, { sessionId: newId(), grantId })
  expect(await domain.database.session.findMany()).toMatchObject([{ grantId, status: 'issued' }])
})

test('an extension that is denied, cancelled or still waits leaves the running grant as it is', async () => {
  await domain.offer({ reports: { approval: 'extendable' } }, { extendable: EXTENDABLE })
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla])
  const before = await storedGrant(grantId)
  const denied = await call(requestExtension, alice, longer(grantId))
  await approve(carla, denied.requestId, { outcome: 'deny' })
  const cancelled = await call(requestExtension, alice, longer(grantId))
  await call(cancelRequest, alice, { requestId: cancelled.requestId })
  await call(requestExtension, alice, longer(grantId))
  expect(await storedGrant(grantId)).toEqual(before)
})

test('an extension approved in the last second counts; from the end on it does not, and nothing reopens', async () => {
  await domain.offer({ reports: { approval: 'extendable' } }, { extendable: EXTENDABLE })
  const { alice, carla } = await people()
  const [one, other] = [await domain.grant(alice, [carla]), await domain.grant(alice, [carla])]
  const asked = await call(requestExtension, alice, longer(one))
  const tooLate = await call(requestExtension, alice, longer(other))
  const { endsAt } = await storedGrant(one)
  const [inTime, late] = [await domain.answer(asked.requestId), await domain.answer(tooLate.requestId)]
  await moveTo(endsAt, -2)
  expect(await call(decideRequest, carla, inTime)).toMatchObject({ status: 'approved', grantId: one })
  expect((await storedGrant(one)).endsAt).toEqual(new Date(endsAt.getTime() + 3_600_000))
  await moveTo((await storedGrant(other)).endsAt, 0)
  const ended = await storedGrant(other)
  await expect(call(decideRequest, carla, late)).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
  await expect(call(requestExtension, alice, longer(other))).rejects.toMatchObject({
    code: 'ERR_GRANT_NOT_LIVE',
  })
  expect(await storedGrant(other)).toEqual(ended)
})

test('an extension asked for twice by one click is one, and the second answer is the first', async () => {
  await domain.offer({ reports: { approval: 'extendable' } }, { extendable: EXTENDABLE })
  const { alice, carla } = await people()
  for (let round = 1; round <= 5; round++) {
    const click = longer(await domain.grant(alice, [carla]))
    const [one, other] = await Promise.all([1, 2].map(() => call(requestExtension, alice, click)))
    expect(other).toEqual(one)
    expect(await domain.database.request.count({ where: { kind: 'extension' } })).toBe(round)
  }
})

test('whoever it was escalated to decides once, and not again as the approver they are besides', async () => {
  const duty = {
    stages: [FINANCE, { name: 'Platform', approvers: { groups: ['platform-approvers'] } }],
    pending: { limitMinutes: 120, escalate: { afterMinutes: 30, to: { groups: ['duty'] } } },
  }
  await domain.offer({ reports: { approval: 'duty' } }, { duty })
  const { alice, carla } = await people()
  const felix = await domain.signIn('felix', { groups: ['duty', 'finance-approvers', 'platform-approvers'] })
  const requestId = await domain.request(alice)
  await domain.moveClock(31 * 60)
  expect(await escalateRequests(domain.system)).toBe(1)
  expect(await approve(felix, requestId)).toMatchObject({ status: 'pending' })
  await expect(approve(felix, requestId)).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
  expect(await storedRequest(requestId)).toMatchObject({
    status: 'pending',
    decisions: [{ personId: felix.actor.personId, stageIndex: 0 }],
  })
  // Taking it back makes room for one again, not for two.
  await call(withdrawApproval, felix, { requestId })
  await approve(carla, requestId)
  expect(await approve(felix, requestId)).toMatchObject({ status: 'approved' })
  expect(await domain.database.grant.count()).toBe(1)
})
