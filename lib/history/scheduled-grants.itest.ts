import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { listGrants } from './index'

const domain = useDomain()

test('a scheduled grant is listed as scheduled until its start and as active from it, whatever the row says', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const audrey = await domain.signIn('audrey')
  const running = await domain.grant(alice, [carla])
  const startsAt = new Date(Date.now() + 3_600_000).toISOString()
  const later = await domain.grant(alice, [carla], { startsAt })
  const found = async (status: string) =>
    (await call(listGrants, audrey, { status })).items.map(({ id }) => id)

  expect(await found('scheduled')).toEqual([later])
  expect(await found('active')).toEqual([running])
  await domain.moveClock(3_601)
  expect(await found('scheduled')).toEqual([])
  expect(await found('active')).toEqual([later, running])
  await domain.moveClock(4 * 3_600)
  expect(await found('ended')).toEqual([later, running])
})
