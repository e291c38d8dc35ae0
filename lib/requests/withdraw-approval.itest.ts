import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { cancelRequest, decideRequest, readRequest, withdrawApproval } from './index'

const domain = useDomain()

test('an approval can be taken back while the request is pending, and given again', async () => {
  const [alice, carla, dmitri] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('dmitri'),
  ]
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, carla, await domain.answer(requestId))
  expect((await call(readRequest, carla, { requestId })).withdrawable).not.toBeNull()
  await call(withdrawApproval, carla, { requestId })

  const page = await call(readRequest, carla, { requestId })
  expect(page).toMatchObject({ withdrawable: null, mayDecide: true })
  expect(page.decisions[0]?.withdrawnAt).not.toBeNull()
  expect(await domain.events('decision.withdrawn')).toMatchObject([
    { actor: { handle: 'carla' }, data: { stageName: 'Data owner', because: 'asked' } },
  ])
  await expect(call(decideRequest, dmitri, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_NOT_APPROVER',
  })
  await call(decideRequest, carla, await domain.answer(requestId))
  expect(await call(decideRequest, dmitri, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('once the request is closed nothing is taken back (invariant 6)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const approved = await domain.request(alice)
  await call(decideRequest, carla, await domain.answer(approved))
  await expect(call(withdrawApproval, carla, { requestId: approved })).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  const cancelled = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, carla, await domain.answer(cancelled))
  await call(cancelRequest, alice, { requestId: cancelled })
  await expect(call(withdrawApproval, carla, { requestId: cancelled })).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  expect(await domain.database.decision.count({ where: { withdrawnAt: { not: null } } })).toBe(0)
})

test('only one’s own', async () => {
  const [alice, carla, chris, bob] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
    await domain.signIn('bob'),
  ]
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  await call(decideRequest, carla, await domain.answer(requestId))
  for (const [who, code] of [
    [alice, 'ERR_FORBIDDEN'],
    [chris, 'ERR_FORBIDDEN'],
    [bob, 'ERR_NOT_FOUND'],
  ] as const)
    await expect(call(withdrawApproval, who, { requestId })).rejects.toMatchObject({ code })
  expect(await domain.database.decision.count({ where: { withdrawnAt: null } })).toBe(1)
})

test('a withdrawal and the last approval at the same moment: one of them wins, never both (invariant 6)', async () => {
  const [alice, carla, dmitri] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('dmitri'),
  ]
  for (let round = 0; round < 6; round++) {
    const requestId = await domain.request(alice, { entitlementId: 'payroll' })
    await call(decideRequest, carla, await domain.answer(requestId))
    const last = await domain.answer(requestId)
    const [withdrawn, approved] = await Promise.allSettled([
      call(withdrawApproval, carla, { requestId }),
      call(decideRequest, dmitri, last),
    ])
    expect([withdrawn.status, approved.status].sort()).toEqual(['fulfilled', 'rejected'])
    const grants = await domain.database.grant.count({ where: { requestId } })
    expect(grants).toBe(approved.status === 'fulfilled' ? 1 : 0)
  }
})
