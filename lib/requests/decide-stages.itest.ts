import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { decideRequest, listToDecide, readRequest } from './index'

const domain = useDomain()

const APPROVER_OF_BOTH = { groups: ['finance-approvers', 'platform-approvers'] }

test('stages are decided in order: the second one’s approver waits until the first is met', async () => {
  const [alice, carla, dmitri] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('dmitri'),
  ]
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await expect(call(decideRequest, dmitri, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_NOT_APPROVER',
  })
  expect((await call(listToDecide, dmitri, {})).items).toEqual([])

  expect(await call(decideRequest, carla, await domain.answer(requestId))).toEqual({
    status: 'pending',
    grantId: null,
  })
  expect(await domain.database.grant.count()).toBe(0)
  expect((await call(listToDecide, dmitri, {})).items).toMatchObject([{ id: requestId }])
  expect((await call(listToDecide, carla, {})).items).toEqual([])

  expect(await call(decideRequest, dmitri, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
  expect(await domain.database.decision.findMany({ orderBy: { stageIndex: 'asc' } })).toMatchObject([
    { stageIndex: 0, personId: carla.actor.personId },
    { stageIndex: 1, personId: dmitri.actor.personId },
  ])
  expect((await domain.events('decision.made')).map((event) => event.data.stageName)).toEqual([
    'Data owner',
    'Platform',
  ])
})

test('one person counts once over all stages, in whatever groups they are', async () => {
  const [alice, both] = [await domain.signIn('alice'), await domain.signIn('fatima', APPROVER_OF_BOTH)]
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, both, await domain.answer(requestId))
  for (const outcome of ['approve', 'deny'])
    await expect(
      call(decideRequest, both, await domain.answer(requestId, { outcome })),
    ).rejects.toMatchObject({
      code: 'ERR_ALREADY_DECIDED',
    })
  expect(await domain.database.decision.count()).toBe(1)
  expect(await domain.database.grant.count()).toBe(0)
})

test('two accounts with one address are one person, so they count once (invariant 5)', async () => {
  const alice = await domain.signIn('alice')
  const [first, second] = [
    await domain.signIn('carla', { email: 'Carla@example.com' }),
    await domain.signIn('carla-two', { ...APPROVER_OF_BOTH, email: 'carla@Example.com' }),
  ]
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, first, await domain.answer(requestId))
  await expect(call(decideRequest, second, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  expect(await call(readRequest, second, { requestId })).toMatchObject({ mayDecide: false })
  expect((await call(listToDecide, second, {})).items).toEqual([])
  expect(await domain.database.grant.count()).toBe(0)
})

test('a stage that wants two approvals is met by two people', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  const requestId = await domain.request(alice)
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
    status: 'pending',
  })
  expect(await call(decideRequest, chris, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('a denial at the second stage denies the request', async () => {
  const [alice, carla, dmitri] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('dmitri'),
  ]
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, carla, await domain.answer(requestId))
  expect(await call(decideRequest, dmitri, await domain.answer(requestId, { outcome: 'deny' }))).toEqual({
    status: 'denied',
    grantId: null,
  })
  expect(await domain.database.grant.count()).toBe(0)
})

test('the requester decides at no stage (invariant 5)', async () => {
  const alice = await domain.signIn('alice', { groups: ['engineers', 'platform-approvers'] })
  const carla = await domain.signIn('carla')
  await domain.signIn('dmitri')
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, carla, await domain.answer(requestId))
  await expect(call(decideRequest, alice, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_SELF_APPROVAL',
  })
  expect((await call(listToDecide, alice, {})).items).toEqual([])
  expect(await domain.database.grant.count()).toBe(0)
})

test('two stages of the same name and people are two: two people have to approve, one after the other', async () => {
  const same = { name: 'Data owner', approvers: { groups: ['finance-approvers'] } }
  await domain.offer({ reports: { approval: 'twice' } }, { twice: { stages: [same, same] } })
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  const requestId = await domain.request(alice)
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
    status: 'pending',
  })
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  expect(await call(decideRequest, chris, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})
