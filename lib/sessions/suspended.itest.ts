import { afterEach, expect, test } from 'vitest'
import { listGrantsOfPerson } from '../grants/index'
import { reinstatePerson, suspendPerson } from '../identity/index'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import type { Cloud } from '../ports/cloud'
import { listRequestsOfPerson } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { holding, WAITING_FOR_A_LOCK } from '../testing/held'
import { secretOf } from '../testing/secret'
import { openConsole } from './index'

const domain = useDomain()
const { hold } = secretOf(domain)
const reason = 'The laptop was stolen'

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function grantOfAlice(told: Parameters<typeof domain.form>[0] = {}) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const adam = await domain.signIn('adam')
  const suspend = () => call(suspendPerson, adam, { personId: alice.actor.personId, reason })
  return { alice, adam, carla, suspend, grantId: await domain.grant(alice, [carla], told) }
}

test('nothing is minted for a suspended person, and the grant counts again when they are reinstated (invariant 10)', async () => {
  const { alice, adam, suspend, grantId } = await grantOfAlice()
  await suspend()
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_SUSPENDED',
  })
  expect(domain.calls('AssumeRole')).toEqual([])
  expect(await domain.events('session.refused')).toMatchObject([{ data: { code: 'ERR_SUSPENDED' } }])
  await call(reinstatePerson, adam, { personId: alice.actor.personId })
  await call(openConsole, await domain.signIn('alice'), { sessionId: newId(), grantId })
})

test('who is suspended while AWS is asked is handed nothing (invariant 10)', async () => {
  const { alice, suspend, grantId } = await grantOfAlice()
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    await suspend()
    return domain.aws.assumeRole(input)
  }
  const ctx: Context = { ...alice, clouds: { aws: { ...domain.aws, assumeRole } } }
  await expect(call(openConsole, ctx, { sessionId: newId(), grantId })).rejects.toThrow()
  expect(await domain.database.session.findFirstOrThrow()).toMatchObject({ handedOverAt: null })
  expect(domain.calls('getSigninToken')).toEqual([])
})

test('a suspension that commits while a mint looks for the last time is waited for, and nothing is handed over', async () => {
  const { alice, adam, grantId } = await grantOfAlice()
  const held = holding(adam)
  let suspending: Promise<unknown> | undefined
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    suspending = call(suspendPerson, held.ctx, { personId: alice.actor.personId, reason })
    await held.done
    return domain.aws.assumeRole(input)
  }
  const ctx: Context = { ...alice, clouds: { aws: { ...domain.aws, assumeRole } } }
  const click = call(openConsole, ctx, { sessionId: newId(), grantId }).catch((error: unknown) => error)
  while ((await domain.asOwner(WAITING_FOR_A_LOCK)).length === 0);
  held.release()
  await suspending
  expect(await click).toMatchObject({ code: 'ERR_SUSPENDED' })
  const session = await domain.database.session.findFirstOrThrow()
  expect(session).toMatchObject({ status: 'issued', handedOverAt: null, failureCode: 'ERR_SUSPENDED' })
  expect(domain.calls('getSigninToken')).toEqual([])
})

test('of a mint and a suspension at once one is first: what is handed over was before it', async () => {
  const { alice, adam, suspend, grantId } = await grantOfAlice()
  for (let round = 0; round < 6; round++) {
    const ctx = await domain.signIn('alice')
    const sessionId = newId()
    await Promise.allSettled([call(openConsole, ctx, { sessionId, grantId }), suspend()])
    const session = await domain.database.session.findUnique({ where: { id: sessionId } })
    const { suspendedAt } = await domain.database.suspension.findFirstOrThrow({ where: { liftedAt: null } })
    if (session !== null && session.handedOverAt !== null)
      expect(session.handedOverAt.getTime()).toBeLessThanOrEqual(suspendedAt.getTime())
    await call(reinstatePerson, adam, { personId: alice.actor.personId })
  }
})

test('the worker fills no secret for a suspended person', async () => {
  const { suspend, grantId } = await grantOfAlice({ deliveries: ['secret'] })
  await suspend()
  await domain.work()
  expect(domain.calls('AssumeRole')).toEqual([])
  expect(await hold(grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_SUSPENDED', putAt: null })
})

test('an administrator sees what a person waits for and has, and nobody else does', async () => {
  const { alice, adam, carla, grantId } = await grantOfAlice()
  const { personId } = alice.actor
  const requestId = await domain.request(alice)
  await domain.request(await domain.signIn('bob'))
  expect((await call(listRequestsOfPerson, adam, { personId })).items).toMatchObject([{ id: requestId }])
  expect((await call(listGrantsOfPerson, adam, { personId })).items).toMatchObject([{ id: grantId }])
  for (const ctx of [alice, carla])
    for (const verb of [listRequestsOfPerson, listGrantsOfPerson] as const)
      await expect(verb(ctx, { personId })).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await domain.moveClock(7200)
  expect((await call(listGrantsOfPerson, adam, { personId })).items).toEqual([])
})
