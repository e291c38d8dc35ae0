import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { decideRequest, readRequest } from './index'

const domain = useDomain()

const LEDGER = { kind: 's3', bucket: 'finance-ledger', prefix: '', level: 'read', delete: false }
const ONLY_REPORTS = {
  kind: 's3' as const,
  buckets: [{ bucket: 'finance-reports', prefixes: ['2026/'] }],
  levels: ['list' as const, 'read' as const],
}

test.each([
  ['it was withdrawn', null, {}],
  ['its longest duration shrank', { maxDurationMinutes: 60 }, {}],
  ['it offers the bucket no more', { scope: ONLY_REPORTS }, { scope: LEDGER }],
])(
  'what cannot be had any more cannot be approved, only denied: %s (invariant 10)',
  async (_, change, wish) => {
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    const requestId = await domain.request(alice, wish)
    await domain.offer({ reports: change })

    await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
      code: 'ERR_REQUEST_REFUSED',
      fields: [{ sentence: expect.any(String) as string }],
    })
    expect((await call(readRequest, carla, { requestId })).obstacles).toHaveLength(1)
    expect(await domain.database.grant.count()).toBe(0)
    expect(await domain.database.decision.count()).toBe(0)
    expect(await domain.events('decision.refused')).toMatchObject([{ data: { code: 'ERR_REQUEST_REFUSED' } }])

    const denial = await domain.answer(requestId, { outcome: 'deny' })
    expect(await call(decideRequest, carla, denial)).toEqual({ status: 'denied', grantId: null })
  },
)

test('a requester who may not ask for it any more gets no approval (invariant 10)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  await domain.signIn('alice', { groups: ['gardeners'] })
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    message: expect.stringContaining('Alice may not ask') as string,
  })
  expect(await domain.database.grant.count()).toBe(0)
})

test('what an entitlement offers more since does not widen what was asked for', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  const before = await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })
  await domain.offer({ reports: { canOutlive: true, maxDurationMinutes: 600 } })
  await call(decideRequest, carla, await domain.answer(requestId))
  expect(await domain.database.grant.findUniqueOrThrow({ where: { requestId } })).toMatchObject({
    entitlementVersionId: before.entitlementVersionId,
    envelope: before.envelope,
  })
})

test.each([
  ['leads to another role', { role: 'daypass/Operator' }, {}],
  ['may not outlive its grant any more', { canOutlive: false }, { canOutlive: true }],
])(
  'an entitlement that %s since, is not approved as it was asked for (invariant 10)',
  async (_, since, before) => {
    await domain.offer({ reports: before })
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    const requestId = await domain.request(alice)
    await domain.offer({ reports: since })
    await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
      code: 'ERR_REQUEST_REFUSED',
    })
    expect(await domain.database.grant.count()).toBe(0)
  },
)

test('an approval given at a stage that is another since counts for nothing, and the page says why (invariant 10)', async () => {
  const [alice, carla, dmitri] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('dmitri'),
  ]
  await domain.offer({ reports: { approval: 'two-teams' } })
  const requestId = await domain.request(alice)
  await call(decideRequest, carla, await domain.answer(requestId))
  await domain.offer({ reports: { approval: 'platform' } })
  await expect(call(decideRequest, dmitri, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_NOT_APPROVER',
  })
  expect(await domain.database.grant.count()).toBe(0)
  expect((await call(readRequest, dmitri, { requestId })).decisions).toMatchObject([
    { whyNotCounted: expect.stringContaining('The approval policy has changed') as string },
  ])
})

test('an approver whom only the policy of the time of asking names, decides nothing', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  await domain.offer({ reports: { approval: 'two-teams' } })
  const dmitri = await domain.signIn('dmitri')
  // The stricter wins: the stage that was added since has to be met too, after the first.
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toEqual({
    status: 'pending',
    grantId: null,
  })
  expect(await domain.database.grant.count()).toBe(0)
  expect(await call(decideRequest, dmitri, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('an approver whom only the policy of now names, decides nothing', async () => {
  const [alice, dmitri] = [await domain.signIn('alice'), await domain.signIn('dmitri')]
  await domain.offer({ reports: { approval: 'two-teams' } })
  const requestId = await domain.request(alice)
  await domain.offer({ reports: { approval: 'finance' } })
  const carla = await domain.signIn('carla')
  // The policy of the time of asking still wants its second stage.
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
    status: 'pending',
  })
  expect(await call(decideRequest, dmitri, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('when the two policies name different people, only who is named by both decides', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice)
  await domain.offer({ reports: { approval: 'platform' } })
  const [carla, dmitri] = [await domain.signIn('carla'), await domain.signIn('dmitri')]
  for (const one of [carla, dmitri])
    await expect(call(decideRequest, one, await domain.answer(requestId))).rejects.toMatchObject({
      code: 'ERR_NOT_FOUND',
    })
  const both = await domain.signIn('fatima', { groups: ['finance-approvers', 'platform-approvers'] })
  expect(await call(decideRequest, both, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('a number of approvals that was raised since has to be reached', async () => {
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  const requestId = await domain.request(alice)
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
    status: 'pending',
  })
  expect(await call(decideRequest, chris, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})
