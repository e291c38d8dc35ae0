import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetResourcePolicyCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-secrets-manager'
import { afterEach, expect, test } from 'vitest'
import { failure } from '@/sandbox/testing'
import { relinquishGrant } from '../grants/index'
import { newId } from '../kernel/ids'
import type { Cloud } from '../ports/cloud'
import type { SecretStore } from '../ports/secret-store'
import { call, useDomain } from '../testing/domain'
import { secretOf } from '../testing/secret'
import { deliverSecretAgain, issueTerminalCredentials } from './index'

const domain = useDomain()
const { hold, reader, read, stages, admin } = secretOf(domain)
const withSecret = { deliveries: ['secret'], durationMinutes: 60 }
const SecretId = 'Reports'

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function people() {
  const names = ['alice', 'bob', 'carla'] as const
  const [alice, bob, carla] = await Promise.all(names.map((name) => domain.signIn(name)))
  if (alice === undefined || bob === undefined || carla === undefined) throw new Error('somebody is missing')
  return { alice, bob, carla }
}

const session = (id: string) => domain.database.session.findUniqueOrThrow({ where: { id } })

async function sessionOf(grantId: string) {
  return domain.database.session.findFirstOrThrow({ where: { grantId }, orderBy: { intendedAt: 'desc' } })
}

/** A worker that comes to the put and stands still there, until it is let go on. */
function standstill() {
  const [reached, goOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const put: SecretStore['put'] = async (...given) => {
    reached.resolve(undefined)
    await goOn.promise
    return domain.secretStore.put(...given)
  }
  const worker = domain.work({ ...domain.delivery, secretStore: { ...domain.secretStore, put } })
  return {
    /** Its jobs are taken for a dead worker's. */
    isGivenUp: async () => {
      await reached.promise
      await domain.asOwner(
        `select graphile_worker.force_unlock_workers(array(
           select distinct locked_by from graphile_worker.jobs where locked_by is not null))`,
      )
    },
    goesOn: async () => {
      goOn.resolve(undefined)
      await worker
    },
  }
}

test('filling again under the id of somebody else’s session is refused and touches nothing of theirs', async () => {
  const { alice, bob, carla } = await people()
  const mine = await domain.grant(alice, [carla], withSecret)
  await domain.work()
  const theirs = await domain.grant(bob, [carla], { deliveries: ['terminal'], durationMinutes: 60 })
  const sessionId = newId()
  await call(issueTerminalCredentials, bob, { sessionId, grantId: theirs })
  const before = await session(sessionId)
  await domain.moveClock(601)
  await expect(call(deliverSecretAgain, alice, { grantId: mine, sessionId })).rejects.toMatchObject({
    code: 'ERR_ID_TAKEN',
  })
  expect(await session(sessionId)).toEqual(before)
})

test('filling again under an id that somebody else’s session takes meanwhile fails, and theirs goes on', async () => {
  const { alice, bob, carla } = await people()
  const mine = await domain.grant(alice, [carla], withSecret)
  await domain.work()
  const theirs = await domain.grant(bob, [carla], { deliveries: ['terminal'], durationMinutes: 60 })
  const sessionId = newId()
  await domain.moveClock(601)
  await call(deliverSecretAgain, alice, { grantId: mine, sessionId })
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    await domain.work()
    return domain.aws.assumeRole(input)
  }
  const clouds = { aws: { ...domain.aws, assumeRole } }
  await call(issueTerminalCredentials, { ...bob, clouds }, { sessionId, grantId: theirs })
  expect(await session(sessionId)).toMatchObject({ status: 'issued', grantId: theirs, failureCode: null })
  expect(await hold(mine)).toMatchObject({ status: 'failed', failureCode: 'ERR_ID_TAKEN' })
})

test('a put that lands after the secret was emptied is taken out again', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const worker = standstill()
  await worker.isGivenUp()
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'emptied' })
  await worker.goesOn()
  await domain.work()
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
  expect(await stages()).toEqual(['AWSCURRENT'])
})

test('a put that lands after another delivery took its place is replaced by a new one', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const worker = standstill()
  await worker.isGivenUp()
  await domain.work()
  const second = await sessionOf(grantId)
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', sessionId: second.id })
  await worker.goesOn()
  await domain.work()
  const third = await sessionOf(grantId)
  expect(third.id).not.toBe(second.id)
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', sessionId: third.id })
  expect((await read(await reader())).sessionId).toBe(third.accessKeyId)
  expect(await stages()).toEqual(['AWSCURRENT'])
})

test('a grant whose secret still holds an earlier grant’s credentials is not filled before they are out', async () => {
  const { alice, bob, carla } = await people()
  const first = await domain.grant(alice, [carla], withSecret)
  await domain.work()
  await call(relinquishGrant, alice, { grantId: first })
  const second = await domain.grant(bob, [carla], withSecret)
  domain.breakCloud('PutSecretValue', 'throttle', 20)
  await domain.work()
  expect(await hold(second)).toMatchObject({ status: 'failed', failureCode: 'ERR_SECRET_HELD' })
  expect(await domain.database.session.count({ where: { grantId: second } })).toBe(0)
  domain.breakCloud('PutSecretValue', 'throttle', 0)
  await domain.hurryJobs()
  await domain.work()
  expect(await hold(first)).toMatchObject({ status: 'emptied' })
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
  await call(deliverSecretAgain, bob, { grantId: second, sessionId: newId() })
  await domain.work()
  expect((await read(await reader())).sessionId).toBe((await sessionOf(second)).accessKeyId)
})

test('for a grant that is over nothing is made or changed in the cloud, and nobody is told of a failure (invariant 1)', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  for (const operation of ['CreateSecret', 'PutResourcePolicy', 'PutSecretValue', 'AssumeRole'] as const)
    expect(domain.calls(operation)).toEqual([])
  expect(await hold(grantId)).toMatchObject({ status: 'emptied' })
  expect(await domain.events('secret.failed')).toEqual([])
})

test('a late delivery of an ended grant does not let its reader in to the next grant’s credentials', async () => {
  const { alice, bob, carla } = await people()
  const first = await domain.grant(alice, [carla], withSecret)
  const assumeRole = () => Promise.reject(new Error('the worker was killed'))
  await domain.work({ ...domain.delivery, clouds: { aws: { ...domain.aws, assumeRole } } })
  await call(relinquishGrant, alice, { grantId: first })
  await domain.work()
  const secret = { name: 'Reports', readerRole: 'daypass/SecretWriter' }
  await domain.offer({ reports: { deliveries: { secret } } })
  const second = await domain.grant(bob, [carla], withSecret)
  await domain.work()
  await domain.hurryJobs()
  await domain.work()
  expect(await hold(second)).toMatchObject({ status: 'delivered' })
  const { ResourcePolicy } = await admin().send(new GetResourcePolicyCommand({ SecretId }))
  expect(ResourcePolicy).toContain('role/daypass/SecretWriter')
  expect(await failure(read(await reader()))).toMatch(/AccessDenied/)
})

test('a secret is emptied at the end though somebody took its tags away', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  await domain.work()
  await admin().send(new UntagResourceCommand({ SecretId, TagKeys: ['daypass:portal'] }))
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
})

test('another secret that has taken the name meanwhile is not emptied, marks or not', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  await domain.work()
  await admin().send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))
  await domain.moveClock(60)
  const Tags = [
    { Key: 'daypass:portal', Value: 'http://127.0.0.1:3000' },
    { Key: 'daypass:entitlement', Value: 'reports' },
  ]
  await admin().send(new CreateSecretCommand({ Name: SecretId, SecretString: '{"whose":"theirs"}', Tags }))
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  expect(await read(await reader())).toEqual({ whose: 'theirs' })
  expect(await domain.events('secret.emptied')).toMatchObject([{ data: { how: 'missing' } }])
})

test('a secret with the longest name that an entitlement may give is filled', async () => {
  const { alice, carla } = await people()
  const name = `daypass/${'a'.repeat(504)}`
  await domain.offer({ reports: { deliveries: { secret: { name, readerRole: 'daypass/Reader' } } } })
  const grantId = await domain.grant(alice, [carla], withSecret)
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', name })
})

test('a secret for each grant is named by it, and several are held at once', async () => {
  const { alice, bob, carla } = await people()
  const secret = { name: 'daypass/{grant}/x', readerRole: 'daypass/Reader' }
  await domain.offer({ reports: { deliveries: { secret } } })
  const [first, second] = [
    await domain.grant(alice, [carla], withSecret),
    await domain.grant(bob, [carla], withSecret),
  ]
  await domain.work()
  for (const grantId of [first, second])
    expect(await hold(grantId)).toMatchObject({ status: 'delivered', name: `daypass/${grantId}/x` })
})
