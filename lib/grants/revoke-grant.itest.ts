import { expect, test } from 'vitest'
import { suspendPerson } from '../identity/index'
import { newId } from '../kernel/ids'
import { openConsole } from '../sessions/index'
import { call, useDomain } from '../testing/domain'
import { listStoppedGrants, relinquishGrant, revokeGrant } from './index'

const domain = useDomain()

async function granted(told: Record<string, unknown> = {}) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  return { alice, carla, grantId: await domain.grant(alice, [carla], told) }
}

const administrator = () => domain.signIn('ada', { groups: ['administrators'] })

test('an approver takes a grant back with a reason, and from then on nothing is issued (invariant 1)', async () => {
  const { alice, carla, grantId } = await granted()
  await call(revokeGrant, carla, { grantId, reason: 'Wrong folder' })
  expect(await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })).toMatchObject({
    status: 'ended',
    endReason: 'revoked',
    endedById: carla.actor.personId,
    endComment: 'Wrong folder',
  })
  expect(await domain.events('grant.revoked')).toMatchObject([{ data: { reason: 'Wrong folder' } }])
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_GRANT_NOT_LIVE',
  })
})

test('an administrator may too, and the secret is emptied', async () => {
  const { grantId } = await granted({ deliveries: ['secret'] })
  await domain.work()
  await call(revokeGrant, await administrator(), { grantId, reason: 'Incident' })
  await domain.work()
  expect(await domain.database.secretHold.findUniqueOrThrow({ where: { grantId } })).toMatchObject({
    status: 'emptied',
  })
})

test('others may not, and a reason is needed', async () => {
  const { alice, carla, grantId } = await granted()
  for (const [who, code] of [
    [alice, 'ERR_FORBIDDEN'],
    [await domain.signIn('audrey'), 'ERR_FORBIDDEN'],
    [await domain.signIn('bob'), 'ERR_NOT_FOUND'],
    [await domain.signIn('dmitri'), 'ERR_NOT_FOUND'],
  ] as const)
    await expect(call(revokeGrant, who, { grantId, reason: 'x' })).rejects.toMatchObject({ code })
  await expect(call(revokeGrant, carla, { grantId, reason: ' ' })).rejects.toMatchObject({
    code: 'ERR_INPUT',
  })
  expect(await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })).toMatchObject({
    status: 'active',
  })
})

test('two ends at once: one wins, and the story says which (invariant 6)', async () => {
  const { alice, carla } = await granted()
  for (let round = 0; round < 5; round++) {
    const grantId = await domain.grant(alice, [carla])
    const ends = await Promise.allSettled([
      call(revokeGrant, carla, { grantId, reason: 'x' }),
      call(relinquishGrant, alice, { grantId }),
    ])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const ended = (await domain.events()).filter(
      ({ type, about }) =>
        about.grantId === grantId && ['grant.revoked', 'grant.relinquished'].includes(type),
    )
    expect(ended).toHaveLength(1)
  }
})

test('one grant of two is taken back, and the other goes on', async () => {
  const { alice, carla, grantId } = await granted()
  const other = await domain.grant(alice, [carla])
  await call(revokeGrant, carla, { grantId, reason: 'x' })
  await call(openConsole, alice, { sessionId: newId(), grantId: other })
})

test('administrators see which running grants mint nothing, and why; nobody else does', async () => {
  const { alice, carla, grantId } = await granted()
  const [bob, admin] = [await domain.signIn('bob'), await administrator()]
  const lost = await domain.grant(bob, [carla])
  const withdrawn = await domain.grant(alice, [carla], { entitlementId: 'lake' })
  const list = async () =>
    (await call(listStoppedGrants, admin, {})).items.map(({ grant, why }) => [grant.id, why])
  expect(await list()).toEqual([])
  await domain.signIn('bob', { groups: ['gardeners'] })
  await domain.offer({ lake: null })
  await call(suspendPerson, admin, { personId: alice.actor.personId, reason: 'Left' })
  expect(Object.fromEntries(await list())).toEqual({
    [grantId]: 'The person is suspended from Daypass.',
    [lost]: expect.stringContaining('may not have this entitlement') as string,
    [withdrawn]: 'The entitlement has been withdrawn.',
  })
  for (const handle of ['carla', 'audrey', 'bob'])
    await expect(call(listStoppedGrants, await domain.signIn(handle), {})).rejects.toMatchObject({
      code: 'ERR_NOT_FOUND',
    })
})
