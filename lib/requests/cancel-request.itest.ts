import { expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { cancelRequest, decideRequest } from './index'

const domain = useDomain()

test('the requester takes a pending request back, and one event says so', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice)
  expect(await call(cancelRequest, alice, { requestId })).toEqual({ status: 'cancelled' })
  const [event, ...more] = await domain.events('request.cancelled')
  expect(more).toEqual([])
  expect(event).toMatchObject({ actor: { handle: 'alice' }, about: { requestId } })
  const { status, closedAt } = await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })
  expect([status, closedAt?.toISOString()]).toEqual(['cancelled', event?.occurredAt])
})

test('nobody else cancels it: who sees it is told why, others find nothing', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice)
  for (const [handle, code] of [
    ['carla', 'ERR_FORBIDDEN'],
    ['audrey', 'ERR_FORBIDDEN'],
    ['bob', 'ERR_NOT_FOUND'],
    ['stranger', 'ERR_NOT_FOUND'],
  ] as const)
    await expect(
      call(cancelRequest, await domain.signIn(handle), { requestId }),
      handle,
    ).rejects.toMatchObject({ code })
  await expect(call(cancelRequest, alice, { requestId: newId() })).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
  await expect(call(cancelRequest, alice, { requestId: 'mine' })).rejects.toMatchObject({ code: 'ERR_INPUT' })
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
    status: 'pending',
  })
  expect(await domain.events('request.cancelled')).toEqual([])
})

test('what is closed cannot be cancelled, not even twice (invariant 6)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const [cancelled, approved, denied] = [
    await domain.request(alice),
    await domain.request(alice),
    await domain.request(alice),
  ]
  await call(cancelRequest, alice, { requestId: cancelled })
  await call(decideRequest, carla, await domain.answer(approved))
  await call(decideRequest, carla, await domain.answer(denied, { outcome: 'deny' }))
  for (const requestId of [cancelled, approved, denied])
    await expect(call(cancelRequest, alice, { requestId })).rejects.toMatchObject({
      code: 'ERR_ALREADY_DECIDED',
    })
  expect(await domain.events('request.cancelled')).toHaveLength(1)
  expect(await domain.database.grant.findMany()).toMatchObject([{ requestId: approved, status: 'active' }])
})
