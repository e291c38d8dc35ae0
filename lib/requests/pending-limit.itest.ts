import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { listToDecide, submitRequest } from './index'

const domain = useDomain()
const MOST = 50

test('who has fifty pending requests makes no more, and is told what to do; others still can', async () => {
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  for (let n = 0; n < MOST; n++) await domain.request(alice)
  await expect(call(submitRequest, alice, await domain.form())).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    message: 'You have 50 pending requests. Cancel what you do not need any more, then ask again.',
  })
  await domain.request(bob)
  expect(await domain.database.request.count()).toBe(MOST + 1)
  expect((await call(listToDecide, carla, {})).items).toHaveLength(25)
})
