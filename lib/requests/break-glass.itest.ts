import { expect, test } from 'vitest'
import { revokeGrant } from '../grants/index'
import { readGrantPage } from '../history/index'
import { call, useDomain } from '../testing/domain'
import {
  decideRequest,
  escalateReviews,
  listReviews,
  listToDecide,
  previewRequest,
  readRequest,
  reviewBreakGlass,
  submitRequest,
} from './index'

const domain = useDomain()

const POLICY = {
  stages: [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }],
  breakGlass: {
    longestMinutes: 60,
    tell: { groups: ['finance-approvers', 'platform-approvers'] },
    review: {
      by: { groups: ['platform-approvers'] },
      withinMinutes: 240,
      escalateTo: { groups: ['finance-approvers'] },
    },
  },
}

async function offered() {
  await domain.offer({ reports: { approval: 'glass' } }, { glass: POLICY })
  return {
    alice: await domain.signIn('alice'),
    carla: await domain.signIn('carla'),
    dmitri: await domain.signIn('dmitri'),
    audrey: await domain.signIn('audrey'),
  }
}

const glass = (told: Record<string, unknown> = {}) =>
  domain.form({ kind: 'break-glass', durationMinutes: 60, incident: 'INC-42', ...told })

test('opens at once, without an approver, and makes a review due', async () => {
  const { alice } = await offered()
  const form = await glass()
  const { status, grantId } = await call(submitRequest, alice, form)
  expect(status).toBe('approved')
  expect(await domain.database.grant.findUniqueOrThrow({ where: { id: grantId ?? '' } })).toMatchObject({
    status: 'active',
    requestId: form.id,
  })
  const review = await domain.database.review.findUniqueOrThrow({ where: { requestId: form.id } })
  expect(review.dueAt.getTime() - review.createdAt.getTime()).toBe(240 * 60_000)
  expect(await domain.database.decision.count()).toBe(0)
  expect(await domain.events('request.submitted')).toMatchObject([
    { data: { kind: 'break-glass', incident: 'INC-42' } },
  ])
  expect(await domain.events('review.due')).toMatchObject([{ about: { grantId, requestId: form.id } }])
})

test.each([
  ['an incident', { incident: null }, 'ERR_INPUT'],
  ['a reason', { reason: '  ' }, 'ERR_INPUT'],
  ['no more than its longest', { durationMinutes: 61 }, 'ERR_REQUEST_REFUSED'],
  [
    'now, not a later start',
    { startsAt: new Date(Date.now() + 3_600_000).toISOString() },
    'ERR_REQUEST_REFUSED',
  ],
  [
    'the offered scope',
    { scope: { kind: 's3', bucket: 'payroll', prefix: '', level: 'read', delete: false } },
    'ERR_REQUEST_REFUSED',
  ],
])('asks for %s all the same', async (_, told, code) => {
  const { alice } = await offered()
  await expect(call(submitRequest, alice, await glass(told))).rejects.toMatchObject({ code })
  expect(await domain.database.grant.count()).toBe(0)
})

test('an incident on an ordinary request is refused, so that nobody takes one for the other', async () => {
  const { alice } = await offered()
  const form = await domain.form({ incident: 'INC-42' })
  await expect(call(submitRequest, alice, form)).rejects.toMatchObject({ code: 'ERR_INPUT' })
})

test('is not there where the policy does not offer it, nor for who may not ask', async () => {
  await offered()
  const [alice, bobOutside] = [await domain.signIn('alice'), await domain.signIn('bob', { groups: [] })]
  const lake = await glass({ entitlementId: 'lake' })
  await expect(call(submitRequest, alice, lake)).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
  await expect(call(submitRequest, bobOutside, await glass())).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
})

test('a rule that refuses refuses it too, and a fresh sign-in is asked for', async () => {
  const rules = [
    { name: 'no writing', when: 'scope.level == "read-write"', refuse: 'Not with writing.' },
    { name: 'fresh', when: 'request.kind == "break-glass"', freshSignIn: { requesterMinutes: 10 } },
  ]
  await domain.offer({ reports: { approval: 'glass' } }, { glass: { ...POLICY, rules } })
  const alice = await domain.signIn('alice')
  await domain.signIn('dmitri')
  await domain.signIn('carla')
  const write = { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read-write', delete: false }
  await expect(call(submitRequest, alice, await glass({ scope: write }))).rejects.toMatchObject({
    message: 'Not with writing.',
  })
  await domain.moveClock(601)
  await expect(call(submitRequest, alice, await glass())).rejects.toMatchObject({
    fields: [{ field: 'freshSignIn' }],
  })
  expect(await call(previewRequest, alice, { ...(await previewOf()), kind: 'break-glass' })).toMatchObject({
    atOnce: 'break-glass',
    freshSignInMinutes: 10,
    stages: [],
  })
})

async function previewOf() {
  const { entitlementId, scope } = await domain.form()
  return { entitlementId, scope, durationMinutes: 60 }
}

test('nobody decides on it and it is in nobody’s queue', async () => {
  const { alice, carla } = await offered()
  const { requestId } = await call(submitRequest, alice, await glass())
  expect((await call(listToDecide, carla, {})).items).toEqual([])
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
})

test('is reviewed by somebody the policy names, once, with a comment where it was not justified', async () => {
  const { alice, dmitri } = await offered()
  const { requestId } = await call(submitRequest, alice, await glass())
  expect((await call(listReviews, dmitri, { state: 'open' })).items).toMatchObject([
    { requestId, mayReview: true, overdue: false, request: { incident: 'INC-42' } },
  ])
  const review = { requestId, outcome: 'unjustified', comment: '' }
  await expect(call(reviewBreakGlass, dmitri, review)).rejects.toMatchObject({ code: 'ERR_INPUT' })
  await call(reviewBreakGlass, dmitri, { ...review, comment: 'A read was enough.' })
  expect((await call(readRequest, alice, { requestId })).review).toMatchObject({
    outcome: 'unjustified',
    comment: 'A read was enough.',
    reviewer: { handle: 'dmitri' },
  })
  await expect(
    call(reviewBreakGlass, dmitri, { requestId, outcome: 'justified', comment: null }),
  ).rejects.toMatchObject({ code: 'ERR_ALREADY_DECIDED' })
  expect(await domain.events('review.made')).toHaveLength(1)
  expect((await call(listReviews, dmitri, { state: 'open' })).items).toEqual([])
  expect((await call(listReviews, dmitri, { state: 'done' })).items).toHaveLength(1)
})

test('never by whoever broke the glass, nor by their second account (invariant 5)', async () => {
  await offered()
  const alice = await domain.signIn('alice', { groups: ['engineers', 'platform-approvers'] })
  const second = await domain.signIn('alice-two', {
    groups: ['platform-approvers'],
    email: 'Alice@example.com',
  })
  const { requestId } = await call(submitRequest, alice, await glass())
  for (const who of [alice, second])
    await expect(
      call(reviewBreakGlass, who, { requestId, outcome: 'justified', comment: null }),
    ).rejects.toMatchObject({ code: 'ERR_SELF_APPROVAL' })
  expect(await domain.events('review.made')).toEqual([])
})

test('others do not review it: an approver of the entitlement is told why, an auditor sees it, others nothing', async () => {
  const { alice, carla, audrey } = await offered()
  const { requestId } = await call(submitRequest, alice, await glass())
  const input = { requestId, outcome: 'justified', comment: null }
  for (const [who, code] of [
    [carla, 'ERR_NOT_APPROVER'],
    [audrey, 'ERR_NOT_APPROVER'],
    [await domain.signIn('bob'), 'ERR_NOT_FOUND'],
  ] as const)
    await expect(call(reviewBreakGlass, who, input)).rejects.toMatchObject({ code })
  expect((await call(listReviews, audrey, {})).items).toMatchObject([{ requestId, mayReview: false }])
  expect((await call(listReviews, await domain.signIn('bob'), {})).items).toEqual([])
})

test('an overdue review is escalated once, and then those may review too', async () => {
  const { alice, carla } = await offered()
  const { requestId } = await call(submitRequest, alice, await glass())
  await domain.moveClock(240 * 60 - 30)
  expect(await escalateReviews(domain.system)).toBe(0)
  await domain.moveClock(240 * 60 + 30)
  expect(await escalateReviews(domain.system)).toBe(1)
  expect(await escalateReviews(domain.system)).toBe(0)
  expect(await domain.events('review.overdue')).toHaveLength(1)
  const again = await domain.signIn('carla')
  expect((await call(listReviews, again, {})).items).toMatchObject([{ overdue: true, mayReview: true }])
  await call(reviewBreakGlass, carla, { requestId, outcome: 'justified', comment: null })
})

test('who only hears of broken glass sees that grant and request, and takes nothing back, nor sees ordinary ones', async () => {
  const tell = { people: ['tess'] }
  const policy = { ...POLICY, breakGlass: { ...POLICY.breakGlass, tell } }
  const { alice, carla } = await offered()
  const tess = await domain.signIn('tess', { groups: ['anything'] })
  await domain.offer({ reports: { approval: 'glass' } }, { glass: policy })
  const { requestId, grantId } = await call(submitRequest, alice, await glass())
  expect(await call(readRequest, tess, { requestId })).toMatchObject({
    incident: 'INC-42',
    mayComment: false,
  })
  expect(await call(readGrantPage, tess, { grantId })).toMatchObject({ mayRevoke: false })
  await expect(call(revokeGrant, tess, { grantId, reason: 'x' })).rejects.toMatchObject({ status: 404 })
  const ordinary = await domain.request(alice)
  await expect(call(readRequest, tess, { requestId: ordinary })).rejects.toMatchObject({ status: 404 })
  await call(revokeGrant, carla, { grantId, reason: 'Enough' })
})

test('another policy since does not orphan a review: whom it names now reviews', async () => {
  const { alice } = await offered()
  const { requestId } = await call(submitRequest, alice, await glass())
  const review = { ...POLICY.breakGlass.review, by: { people: ['rita'] }, escalateTo: undefined }
  await domain.offer(
    { reports: { approval: 'glass' } },
    { glass: { ...POLICY, breakGlass: { ...POLICY.breakGlass, review } } },
  )
  const rita = await domain.signIn('rita', { groups: ['anything'] })
  expect((await call(listReviews, rita, { state: 'open' })).items).toMatchObject([{ requestId }])
  await call(reviewBreakGlass, rita, { requestId, outcome: 'justified', comment: null })
})
