import { expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { openConsole } from '../sessions/index'
import { call, useDomain } from '../testing/domain'
import { endDueGrants, relinquishGrant, startDueGrants } from './index'

const domain = useDomain()

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const grantOf = (id: string) => domain.database.grant.findUniqueOrThrow({ where: { id } })

async function scheduled(told: Record<string, unknown> = {}) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const startsAt = inMinutes(60)
  const grantId = await domain.grant(alice, [carla], { startsAt: startsAt.toISOString(), ...told })
  return { alice, carla, startsAt, grantId }
}

test('the clock starts at the start: the whole duration lies between start and end', async () => {
  const { grantId, startsAt } = await scheduled()
  const grant = await grantOf(grantId)
  expect(grant).toMatchObject({ status: 'scheduled', startsAt })
  expect(Math.round((grant.endsAt.getTime() - startsAt.getTime()) / 1000 / 60)).toBe(120)
})

test('nothing is issued before the start; from the very start it is, whatever the row says (invariants 1, 13)', async () => {
  const { alice, grantId } = await scheduled()
  const open = () => call(openConsole, alice, { sessionId: newId(), grantId })
  await domain.moveClock(60 * 60 - 30)
  await expect(open()).rejects.toMatchObject({ code: 'ERR_GRANT_NOT_LIVE' })
  await domain.moveClock(60 * 60 + 1)
  expect((await grantOf(grantId)).status).toBe('scheduled')
  await open()
})

test('the worker writes the start down once, and tells of it', async () => {
  const { grantId } = await scheduled()
  expect(await startDueGrants(domain.system)).toBe(0)
  await domain.moveClock(60 * 60 + 1)
  expect(await Promise.all([startDueGrants(domain.system), startDueGrants(domain.system)])).toSatisfy(
    (counts: number[]) => counts.reduce((sum, count) => sum + count, 0) === 1,
  )
  expect((await grantOf(grantId)).status).toBe('active')
  expect(await domain.events('grant.started')).toMatchObject([
    { about: { grantId }, data: { stopped: null } },
  ])
})

test('who is not eligible any more at the start gets nothing, and the log says why (invariant 10)', async () => {
  const { grantId } = await scheduled()
  await domain.moveClock(60 * 60 + 1)
  const gardener = await domain.signIn('alice', { groups: ['gardeners'] })
  await startDueGrants(domain.system)
  expect(await domain.events('grant.started')).toMatchObject([
    { data: { stopped: expect.stringContaining('may not have this entitlement') as string } },
  ])
  await expect(call(openConsole, gardener, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_NOT_ELIGIBLE',
  })
})

test('a secret is taken for the window and filled at the start, not before', async () => {
  const { grantId, startsAt } = await scheduled({ deliveries: ['secret'] })
  await domain.work()
  const hold = () => domain.database.secretHold.findUniqueOrThrow({ where: { grantId } })
  expect(await hold()).toMatchObject({ status: 'waiting', startsAt })
  expect(domain.calls('AssumeRole')).toHaveLength(0)
  await domain.moveClock(60 * 60 + 1)
  await startDueGrants(domain.system)
  await domain.work()
  expect(await hold()).toMatchObject({ status: 'delivered' })
})

test('before the start another grant may have the secret until then, and no longer', async () => {
  const { alice, carla } = await scheduled({ deliveries: ['secret'] })
  await expect(
    domain.grant(alice, [carla], { deliveries: ['secret'], durationMinutes: 61 }),
  ).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
  expect(await domain.grant(alice, [carla], { deliveries: ['secret'], durationMinutes: 30 })).toBeTruthy()
})

test('it can be given back before it starts, and its secret is free again', async () => {
  const { alice, carla, grantId } = await scheduled({ deliveries: ['secret'] })
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  expect(await grantOf(grantId)).toMatchObject({ status: 'ended', endReason: 'relinquished' })
  expect(await domain.database.secretHold.findUniqueOrThrow({ where: { grantId } })).toMatchObject({
    status: 'emptied',
  })
  await domain.grant(alice, [carla], { deliveries: ['secret'] })
  await domain.moveClock(60 * 60 + 1)
  expect(await startDueGrants(domain.system)).toBe(0)
})

test('approved after its start has passed, it starts at the approval with its whole duration', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice, { startsAt: inMinutes(10).toISOString() })
  const answer = await domain.answer(requestId)
  await domain.moveClock(30 * 60)
  const { decideRequest } = await import('../requests/index')
  const { grantId } = await call(decideRequest, carla, answer)
  const grant = await grantOf(grantId ?? '')
  expect(grant.status).toBe('active')
  expect(Math.round((grant.endsAt.getTime() - grant.startsAt.getTime()) / 60_000)).toBe(120)
})

test('a clock that jumps over start and end at once ends it without ever having started', async () => {
  const { alice, grantId } = await scheduled()
  await domain.moveClock(24 * 3600)
  expect(await startDueGrants(domain.system)).toBe(0)
  expect(await endDueGrants(domain.system)).toBe(1)
  expect(await grantOf(grantId)).toMatchObject({ status: 'ended', endReason: 'expired' })
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    status: 409,
  })
})
