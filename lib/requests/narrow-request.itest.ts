import { expect, test } from 'vitest'
import { envelopeSchema } from '../catalog/index'
import { call, useDomain } from '../testing/domain'
import { decideRequest, readRequest, withdrawApproval } from './index'

const domain = useDomain()

const SMALLER = { kind: 's3', bucket: 'finance-reports', prefix: '2026/q3/', level: 'list', delete: false }
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

async function people() {
  return {
    alice: await domain.signIn('alice'),
    carla: await domain.signIn('carla'),
    dmitri: await domain.signIn('dmitri'),
  }
}

test('a narrowed request is granted as it was narrowed, and what was asked for stays on record (invariant 4)', async () => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  const before = await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })
  const narrowing = { scope: SMALLER, durationMinutes: 30 }
  const { grantId } = await call(decideRequest, carla, await domain.answer(requestId, { narrowing }))

  const grant = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId ?? '' } })
  const envelope = envelopeSchema.parse(JSON.parse(grant.envelope))
  expect(envelope).toMatchObject({ scope: SMALLER, durationMinutes: 30 })
  expect(JSON.stringify(envelope.policy)).toContain('2026/q3/')
  expect(grant.endsAt.getTime() - grant.startsAt.getTime()).toBeLessThanOrEqual(30 * 60_000)
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
    scope: before.scope,
    durationMinutes: 120,
    envelopeHash: before.envelopeHash,
  })
  expect(await domain.database.decision.findFirstOrThrow()).toMatchObject({
    envelopeHash: grant.envelopeHash,
  })
  expect(await domain.events('request.narrowed')).toMatchObject([
    { data: { envelopeHash: grant.envelopeHash, previousEnvelopeHash: before.envelopeHash } },
  ])
})

test('the requester sees the difference, and the later stage decides on the narrowed one', async () => {
  const { alice, carla, dmitri } = await people()
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  const stale = await domain.answer(requestId)
  const narrowing = { durationMinutes: 60 }
  await call(decideRequest, carla, await domain.answer(requestId, { narrowing }))

  expect(await call(readRequest, alice, { requestId })).toMatchObject({
    narrowed: true,
    durationMinutes: 60,
    differences: [{ what: 'duration', from: '2 h', to: '1 h' }],
    decisions: [{ narrowed: [{ what: 'duration', from: '2 h', to: '1 h' }] }],
  })
  await expect(call(decideRequest, dmitri, stale)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  const { grantId } = await call(decideRequest, dmitri, await domain.answer(requestId))
  const grant = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId ?? '' } })
  expect(JSON.parse(grant.envelope)).toMatchObject({ durationMinutes: 60 })
})

test.each([
  ['longer', { durationMinutes: 121 }],
  ['a folder beside it', { scope: { ...SMALLER, prefix: '2025/', level: 'read' } }],
  ['the folder above it', { scope: { ...SMALLER, prefix: '' } }],
  ['another bucket', { scope: { ...SMALLER, bucket: 'finance-ledger', prefix: '2026/' } }],
  ['a higher level', { scope: { ...SMALLER, level: 'read-write' } }],
  ['deleting', { scope: { ...SMALLER, level: 'read-write', delete: true } }],
  ['another kind', { scope: { kind: 'whole-role' } }],
  ['a start that has passed', { startsAt: inHours(-1) }],
  ['nothing at all', { durationMinutes: 120 }],
])('never wider: %s is refused, and nothing is decided', async (_, narrowing) => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  await expect(
    call(decideRequest, carla, await domain.answer(requestId, { narrowing })),
  ).rejects.toMatchObject({ code: 'ERR_NOT_NARROWER' })
  expect(await domain.database.decision.count()).toBe(0)
  expect(await domain.database.narrowing.count()).toBe(0)
})

test('a window that was asked for is not left: later has to end in time', async () => {
  const { alice, carla } = await people()
  const startsAt = inHours(5)
  const requestId = await domain.request(alice, { startsAt, durationMinutes: 120 })
  const later = new Date(Date.parse(startsAt) + 3_600_000).toISOString()
  const tooLate = await domain.answer(requestId, { narrowing: { startsAt: later } })
  await expect(call(decideRequest, carla, tooLate)).rejects.toMatchObject({ code: 'ERR_NOT_NARROWER' })
  const earlier = await domain.answer(requestId, { narrowing: { startsAt: inHours(4) } })
  await expect(call(decideRequest, carla, earlier)).rejects.toMatchObject({ code: 'ERR_NOT_NARROWER' })
  const shorter = await domain.answer(requestId, { narrowing: { startsAt: later, durationMinutes: 60 } })
  const { grantId } = await call(decideRequest, carla, shorter)
  expect(await domain.database.grant.findUniqueOrThrow({ where: { id: grantId ?? '' } })).toMatchObject({
    status: 'scheduled',
    startsAt: new Date(later),
  })
})

test('what would be refused if it were asked for cannot be narrowed to', async () => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  const short = await domain.answer(requestId, { narrowing: { durationMinutes: 5 } })
  await expect(call(decideRequest, carla, short)).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
  expect(await domain.database.decision.count()).toBe(0)
})

test('a denial narrows nothing', async () => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  const told = { outcome: 'deny', narrowing: { durationMinutes: 30 } }
  await expect(call(decideRequest, carla, await domain.answer(requestId, told))).rejects.toMatchObject({
    code: 'ERR_INPUT',
  })
})

test('sent twice it is one decision; with another narrowing under the same id it is refused', async () => {
  const { alice, carla } = await people()
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  const answer = await domain.answer(requestId, { narrowing: { durationMinutes: 60 } })
  const first = await call(decideRequest, carla, answer)
  expect(await call(decideRequest, carla, answer)).toEqual(first)
  await expect(
    call(decideRequest, carla, { ...answer, narrowing: { durationMinutes: 30 } }),
  ).rejects.toMatchObject({ code: 'ERR_ID_TAKEN' })
  expect(await domain.database.narrowing.count()).toBe(1)
})

test('what an approver narrowed stays narrowed when they withdraw their approval', async () => {
  const { alice, carla, dmitri } = await people()
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, carla, await domain.answer(requestId, { narrowing: { durationMinutes: 60 } }))
  await call(withdrawApproval, carla, { requestId })
  expect(await call(readRequest, carla, { requestId })).toMatchObject({
    status: 'pending',
    durationMinutes: 60,
    mayDecide: true,
    stages: [{ state: 'open', approvals: 0 }, { state: 'waiting' }],
  })
  await expect(call(decideRequest, dmitri, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_NOT_APPROVER',
  })
})

test('a smaller wish may have other stages: what was approved counts for those that are still the same', async () => {
  const owner = { name: 'Owner', approvers: { groups: ['finance-approvers'] } }
  const board = { name: 'Platform', approvers: { groups: ['platform-approvers'] } }
  const long = { name: 'long', when: 'duration.minutes > 60', stages: [board] }
  await domain.offer({ reports: { approval: 'long' } }, { long: { stages: [owner], rules: [long] } })
  const { alice, carla } = await people()
  const requestId = await domain.request(alice)
  expect((await call(readRequest, carla, { requestId })).stages).toHaveLength(2)
  const narrowing = { durationMinutes: 60 }
  expect(await call(decideRequest, carla, await domain.answer(requestId, { narrowing }))).toMatchObject({
    status: 'approved',
  })
  expect(await domain.database.grant.count()).toBe(1)
})
