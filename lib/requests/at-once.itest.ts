import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { decideRequest, openApprovedRequest, previewRequest, readRequest, submitRequest } from './index'

const domain = useDomain()

const FINANCE = { name: 'Data owner', approvers: { groups: ['finance-approvers'] } }
const SMALL = { name: 'small reads', when: 'duration.minutes <= 60', autoApprove: true as const }

const offer = (policy: object) =>
  domain.offer({ reports: { approval: 'ruled' } }, { ruled: { stages: [FINANCE], ...policy } })

async function previewInput(told: Record<string, unknown> = {}) {
  const { entitlementId, scope } = await domain.form()
  return { entitlementId, scope, durationMinutes: 60, ...told }
}

test('what a rule approves opens at once, and the log names the rule', async () => {
  await offer({ rules: [SMALL] })
  const alice = await domain.signIn('alice')
  expect(await call(previewRequest, alice, await previewInput())).toMatchObject({
    atOnce: 'rule',
    spoke: [{ name: 'small reads', effects: ['approves at once'] }],
    stages: [],
  })
  const { status, grantId, requestId } = await call(
    submitRequest,
    alice,
    await domain.form({ durationMinutes: 60 }),
  )
  expect(status).toBe('approved')
  expect(await domain.database.grant.findUniqueOrThrow({ where: { requestId } })).toMatchObject({
    id: grantId,
  })
  expect(await domain.events('request.approved')).toMatchObject([
    { actor: { kind: 'daypass' }, data: { byRules: ['small reads'] } },
  ])
})

test('beyond the rule it waits for an approver', async () => {
  await offer({ rules: [SMALL] })
  const alice = await domain.signIn('alice')
  await domain.signIn('carla')
  expect(await call(submitRequest, alice, await domain.form({ durationMinutes: 61 }))).toMatchObject({
    status: 'pending',
    grantId: null,
  })
})

test('a policy that approves at once on one entitlement opens nothing of another on the same account', async () => {
  await offer({ rules: [{ ...SMALL, when: 'true' }] })
  const alice = await domain.signIn('alice')
  const operator = await domain.form({ entitlementId: 'operator' })
  expect(await call(submitRequest, alice, operator)).toMatchObject({ status: 'pending' })
})

test('a request is refused at once when everybody who could approve it is excluded, with the reason', async () => {
  const alice = await domain.signIn('alice', { groups: ['engineers', 'finance-approvers'] })
  const preview = await call(previewRequest, alice, await previewInput())
  expect(preview.problems).toMatchObject([{ field: 'approvers' }])
  await expect(call(submitRequest, alice, await domain.form())).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    message: expect.stringContaining('you are the only person known') as string,
  })
  await domain.signIn('carla')
  expect((await call(previewRequest, alice, await previewInput())).stages).toMatchObject([
    { candidates: ['Carla'], nobody: null },
  ])
  expect(await call(submitRequest, alice, await domain.form())).toMatchObject({ status: 'pending' })
})

test('a group of which nobody is known waits, and the page says so', async () => {
  const alice = await domain.signIn('alice')
  expect((await call(previewRequest, alice, await previewInput())).stages).toMatchObject([
    { candidates: [], nobody: expect.stringContaining('it waits') as string },
  ])
  expect(await call(submitRequest, alice, await domain.form())).toMatchObject({ status: 'pending' })
})

test('a manager stage is the manager’s of the identity provider: refused where there is none, or only oneself', async () => {
  await offer({ stages: [{ name: 'Manager', approvers: { manager: true } }] })
  const nobody = await domain.signIn('bob')
  await expect(call(submitRequest, nobody, await domain.form())).rejects.toMatchObject({
    message: expect.stringContaining('names no manager') as string,
  })
  const own = await domain.signIn('alice', { managerHandle: 'alice' })
  await expect(call(submitRequest, own, await domain.form())).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
  const mona = await domain.signIn('mona', { groups: ['anything'] })
  const alice = await domain.signIn('alice', { managerHandle: 'mona' })
  const requestId = await domain.request(alice)
  expect(await call(decideRequest, mona, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('a rule whose condition cannot be evaluated refuses, and the log tells of it once per try (invariant 10)', async () => {
  await offer({ rules: [{ name: 'tags', when: 'account.tags["x"] == "y"', autoApprove: true }] })
  const alice = await domain.signIn('alice')
  await expect(call(submitRequest, alice, await domain.form())).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    message: expect.stringContaining('has a mistake') as string,
  })
  expect(await domain.database.request.count()).toBe(0)
  expect(await domain.events('policy.failed')).toMatchObject([
    { about: { entitlementId: 'reports' }, data: { failures: [expect.stringContaining('“tags”')] } },
  ])
})

test('a fresh sign-in is asked of the approver, and a denial needs none', async () => {
  await offer({ rules: [{ name: 'fresh', when: 'true', freshSignIn: { approverMinutes: 15 } }] })
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const [first, second] = [await domain.request(alice), await domain.request(alice)]
  await domain.moveClock(16 * 60)
  expect(await call(readRequest, carla, { requestId: first })).toMatchObject({
    mayDecide: true,
    needsFreshSignIn: true,
  })
  await expect(call(decideRequest, carla, await domain.answer(first))).rejects.toMatchObject({
    code: 'ERR_FRESH_SIGN_IN',
  })
  expect(await domain.database.grant.count()).toBe(0)
  await call(decideRequest, carla, await domain.answer(second, { outcome: 'deny' }))
})

test('a decision is bound to the policy that was on the screen: another since, and nothing is decided', async () => {
  await offer({})
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  const stale = await domain.answer(requestId)
  await offer({ rules: [{ name: 'ticket', when: 'duration.minutes > 600', ticket: true }] })
  await expect(call(decideRequest, carla, stale)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  expect(await domain.database.decision.count()).toBe(0)
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('where a stage is not asked for any more, an approver who saw it confirms, not the requester', async () => {
  const extra = { name: 'More', approvers: { groups: ['platform-approvers'] } }
  const group = { name: 'contractors', when: '"contractors" in requester.groups', stages: [extra] }
  await offer({ rules: [group] })
  const alice = await domain.signIn('alice', { groups: ['engineers', 'contractors'] })
  const carla = await domain.signIn('carla')
  const requestId = await domain.request(alice)
  await call(decideRequest, carla, await domain.answer(requestId))
  const employee = await domain.signIn('alice')
  expect(await call(readRequest, employee, { requestId })).toMatchObject({
    status: 'pending',
    mayOpen: false,
  })
  await expect(call(openApprovedRequest, employee, { requestId })).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
  expect(await call(readRequest, carla, { requestId })).toMatchObject({ mayDecide: true })
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
  expect(await domain.database.grant.count()).toBe(1)
  expect(await domain.database.decision.count({ where: { withdrawnAt: null } })).toBe(1)
})

test('where nobody is asked any more it can still be denied', async () => {
  const extra = { name: 'More', approvers: { groups: ['platform-approvers'] } }
  await offer({
    rules: [{ name: 'contractors', when: '"contractors" in requester.groups', stages: [extra] }],
  })
  const alice = await domain.signIn('alice', { groups: ['engineers', 'contractors'] })
  const carla = await domain.signIn('carla')
  const requestId = await domain.request(alice)
  await call(decideRequest, carla, await domain.answer(requestId))
  await domain.signIn('alice')
  const denial = await domain.answer(requestId, { outcome: 'deny' })
  expect(await call(decideRequest, carla, denial)).toMatchObject({ status: 'denied' })
})

test('what a rule approves by now its requester opens, once, with everything judged again', async () => {
  const trusted = { name: 'trusted', when: '"trusted" in requester.groups', autoApprove: true as const }
  const fresh = { name: 'fresh', when: 'true', freshSignIn: { requesterMinutes: 30 } }
  await offer({ rules: [trusted, fresh] })
  const alice = await domain.signIn('alice')
  const carla = await domain.signIn('carla')
  const requestId = await domain.request(alice)
  await expect(call(openApprovedRequest, alice, { requestId })).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
  const now = await domain.signIn('alice', { groups: ['engineers', 'trusted'] })
  expect(await call(readRequest, now, { requestId })).toMatchObject({ mayOpen: true })
  await expect(call(openApprovedRequest, carla, { requestId })).rejects.toMatchObject({
    code: 'ERR_FORBIDDEN',
  })
  await domain.moveClock(31 * 60)
  await expect(call(openApprovedRequest, now, { requestId })).rejects.toMatchObject({
    code: 'ERR_FRESH_SIGN_IN',
  })
  await domain.moveClock(0)
  const opened = await Promise.allSettled([1, 2].map(() => call(openApprovedRequest, now, { requestId })))
  expect(opened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await domain.database.grant.count()).toBe(1)
  expect(await domain.events('request.approved')).toMatchObject([
    { actor: { kind: 'daypass' }, data: { byRules: ['trusted'] } },
  ])
})

test('a policy that fails when somebody decides refuses the approval, and tells of it too; a denial goes through', async () => {
  await offer({})
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  await offer({ rules: [{ name: 'tags', when: 'account.tags["x"] == "y"', ticket: true }] })
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
  expect(await domain.events('policy.failed')).toMatchObject([{ about: { entitlementId: 'reports' } }])
  expect(await call(decideRequest, carla, await domain.answer(requestId, { outcome: 'deny' }))).toMatchObject(
    {
      status: 'denied',
    },
  )
})
