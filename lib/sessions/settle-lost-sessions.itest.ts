import { afterEach, expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import type { Cloud } from '../ports/cloud'
import { call, useDomain } from '../testing/domain'
import { openConsole, settleLostSessions } from './index'

const domain = useDomain()

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

/** A click whose process dies while AWS is asked: nobody writes down what came of it. */
async function clickThatDies(): Promise<string> {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const sessionId = newId()
  const assumeRole = () => Promise.reject(new Error('the process is gone'))
  const clouds = { aws: { ...domain.aws, assumeRole } }
  await expect(call(openConsole, { ...alice, clouds }, { sessionId, grantId })).rejects.toThrow(
    'the process is gone',
  )
  return sessionId
}

test('an intent that nobody settled becomes unknown after a while, counted as live until it would expire (invariant 3)', async () => {
  const sessionId = await clickThatDies()
  const before = await domain.database.session.findUniqueOrThrow({ where: { id: sessionId } })
  expect(before).toMatchObject({ status: 'intended', settledAt: null })
  await domain.moveClock(60)
  expect(await settleLostSessions(domain.system)).toBe(0)
  await domain.moveClock(130)
  expect(await settleLostSessions(domain.system)).toBe(1)
  expect(await domain.database.session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({
    status: 'unknown',
    failureCode: 'ERR_STS_UNKNOWN',
    expiresAt: before.expiresAt,
    accessKeyId: null,
    handedOverAt: null,
  })
  expect(await domain.events('session.unknown')).toMatchObject([
    {
      actor: { kind: 'daypass' },
      about: { sessionId, grantId: before.grantId },
      data: { code: 'ERR_STS_UNKNOWN' },
    },
  ])
})

test('lost intents are settled once, also by several workers at once', async () => {
  for (let n = 0; n < 6; n++) await clickThatDies()
  await domain.moveClock(130)
  const settled = await Promise.all([1, 2, 3].map(() => settleLostSessions(domain.system)))
  expect(settled.reduce((sum, count) => sum + count, 0)).toBe(6)
  expect(await settleLostSessions(domain.system)).toBe(0)
  expect(await domain.events('session.unknown')).toHaveLength(6)
})

test('an answer that comes after its intent was given up hands nothing over, and the row stays unknown', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const sessionId = newId()
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    const outcome = await domain.aws.assumeRole(input)
    await domain.moveClock(130)
    await settleLostSessions(domain.system)
    return outcome
  }
  const clouds = { aws: { ...domain.aws, assumeRole } }
  await expect(call(openConsole, { ...alice, clouds }, { sessionId, grantId })).rejects.toMatchObject({
    code: 'ERR_STS_UNKNOWN',
  })
  expect(await domain.database.session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({
    status: 'unknown',
    handedOverAt: null,
  })
  expect(await domain.events('session.issued')).toEqual([])
  expect(domain.calls('getSigninToken')).toEqual([])
})

test('what was settled stays as it is', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await call(openConsole, alice, { sessionId: newId(), grantId })
  const before = await domain.database.session.findMany()
  await domain.moveClock(3600)
  expect(await settleLostSessions(domain.system)).toBe(0)
  expect(await domain.database.session.findMany()).toEqual(before)
})
