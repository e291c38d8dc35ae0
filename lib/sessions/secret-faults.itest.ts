import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager'
import { afterEach, expect, test } from 'vitest'
import { failure } from '@/sandbox/testing'
import { relinquishGrant } from '../grants/index'
import { newId } from '../kernel/ids'
import { decideRequest } from '../requests/index'
import { ACCOUNT_ID } from '../testing/catalog'
import { call, useDomain } from '../testing/domain'
import { secretOf } from '../testing/secret'
import { deliverSecretAgain } from './index'

const domain = useDomain()
const { hold, reader, read, stages, admin } = secretOf(domain)
const SecretId = 'Reports'

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function grantOfAlice(durationMinutes = 120) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], { durationMinutes, deliveries: ['console', 'secret'] })
  return { alice, grantId }
}

/** The names of what stands in the secret. */
async function readable(): Promise<string> {
  const outcome = await read(await reader()).catch((error: unknown) => String(error))
  if (typeof outcome !== 'string') return JSON.stringify(Object.keys(outcome))
  return outcome.startsWith('ResourceNotFoundException') ? 'nothing' : outcome
}

function sessions(grantId: string) {
  return domain.database.session.findMany({ where: { grantId }, orderBy: { intendedAt: 'asc' } })
}

test('a secret that is not Daypass’s is left as it is, and no session is minted for it', async () => {
  await admin().send(new CreateSecretCommand({ Name: SecretId, SecretString: 'theirs' }))
  const { grantId } = await grantOfAlice()
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_SECRET_FOREIGN' })
  expect(domain.calls('AssumeRole')).toHaveLength(1)
  expect(await sessions(grantId)).toEqual([])
  expect(await failure(read(await reader()))).toMatch(/not valid JSON/)
  expect(await domain.events('secret.failed')).toMatchObject([
    { about: { grantId }, data: { code: 'ERR_SECRET_FOREIGN' } },
  ])
})

test('a foreign secret is not emptied either', async () => {
  await admin().send(new CreateSecretCommand({ Name: SecretId, SecretString: '{"whose":"theirs"}' }))
  const { alice, grantId } = await grantOfAlice()
  await domain.work()
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  expect(await read(await reader())).toEqual({ whose: 'theirs' })
  expect(await domain.events('secret.emptied')).toMatchObject([{ data: { how: 'unused' } }])
})

for (const operation of ['DescribeSecret', 'CreateSecret', 'PutResourcePolicy'] as const)
  for (const kind of ['throttle', 'error-500', 'rubbish'] as const)
    test(`no session is minted while ${operation} answers ${kind}; asked again, the secret is filled`, async () => {
      const { alice, grantId } = await grantOfAlice()
      domain.breakCloud(operation, kind, 10)
      await domain.work()
      expect(await hold(grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_SECRET_UNKNOWN' })
      expect(await sessions(grantId)).toEqual([])
      domain.breakCloud(operation, kind, 0)
      await call(deliverSecretAgain, alice, { grantId, sessionId: newId() })
      await domain.work()
      expect(await hold(grantId)).toMatchObject({ status: 'delivered', failureCode: null })
      expect(await stages()).toEqual(['AWSCURRENT'])
      expect((await read(await reader())).sessionId).toBe((await sessions(grantId))[0]?.accessKeyId)
    })

for (const kind of ['throttle', 'error-500', 'rubbish', 'drop-after'] as const)
  test(`when the put answers ${kind}, nothing is left readable, the session stays in sight; asked again, it is a new one`, async () => {
    const { alice, grantId } = await grantOfAlice()
    // What is no answer at all is not tried again.
    domain.breakCloud('PutSecretValue', kind, kind === 'rubbish' ? 1 : 3)
    await domain.work()
    const [first] = await sessions(grantId)
    expect(first).toMatchObject({ status: 'issued', failureCode: 'ERR_SECRET_UNKNOWN' })
    expect(await hold(grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_SECRET_UNKNOWN' })
    expect(await readable()).toBe(kind === 'drop-after' ? '["status","endedAt","message"]' : 'nothing')
    await domain.moveClock(601)
    await call(deliverSecretAgain, alice, { grantId, sessionId: newId() })
    await domain.work()
    const [, second] = await sessions(grantId)
    expect((await read(await reader())).sessionId).toBe(second?.accessKeyId)
    expect(await stages()).toEqual(['AWSCURRENT'])
  })

test('a secret that was made by a call whose answer was lost is found and filled', async () => {
  const { grantId } = await grantOfAlice()
  domain.breakCloud('CreateSecret', 'drop-after', 1)
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'delivered' })
})

test('one hiccup of the put is got over with the same session, for a put is idempotent', async () => {
  const { grantId } = await grantOfAlice()
  domain.breakCloud('PutSecretValue', 'drop-after', 1)
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'delivered' })
  expect(await sessions(grantId)).toHaveLength(1)
  expect(await stages()).toEqual(['AWSCURRENT'])
})

test('a secret that somebody scheduled for deletion is restored and filled', async () => {
  const first = await grantOfAlice()
  await domain.work()
  await call(relinquishGrant, first.alice, { grantId: first.grantId })
  await domain.work()
  await admin().send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }))
  const { grantId } = await grantOfAlice()
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'delivered' })
  expect((await admin().send(new DescribeSecretCommand({ SecretId }))).DeletedDate).toBeUndefined()
})

test('a secret that is restored shows nothing of a grant that ended while it was to be deleted (invariant 2)', async () => {
  const first = await grantOfAlice()
  await domain.work()
  const [before] = await sessions(first.grantId)
  await admin().send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }))
  await call(relinquishGrant, first.alice, { grantId: first.grantId })
  await domain.work()
  domain.cloud.state.accounts.get(ACCOUNT_ID)?.roles.delete('reports')
  const { grantId } = await grantOfAlice()
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_STS_REFUSED' })
  const value = await read(await reader())
  expect(value).toMatchObject({ status: 'waiting' })
  expect(JSON.stringify(value)).not.toContain(before?.accessKeyId)
  expect(await stages()).toEqual(['AWSCURRENT'])
})

test.each([
  ['missing', { ForceDeleteWithoutRecovery: true }],
  ['deleted', { RecoveryWindowInDays: 7 }],
] as const)('a secret that is %s at the end has nothing to be emptied of', async (how, deletion) => {
  const { alice, grantId } = await grantOfAlice()
  await domain.work()
  await admin().send(new DeleteSecretCommand({ SecretId, ...deletion }))
  // Deleting without recovery takes AWS a moment.
  await domain.moveClock(600)
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'emptied' })
  expect(await domain.events('secret.emptied')).toMatchObject([{ data: { how } }])
})

test.each([
  ['gone', { ForceDeleteWithoutRecovery: true }],
  ['to be deleted', { RecoveryWindowInDays: 7 }],
] as const)(
  'a secret that is %s while its grant lives is there again, filled, when the person asks',
  async (_, deletion) => {
    const { alice, grantId } = await grantOfAlice()
    await domain.work()
    const before = await hold(grantId)
    await admin().send(new DeleteSecretCommand({ SecretId, ...deletion }))
    await domain.moveClock(601)
    expect(await readable()).toMatch(/^nothing$|^InvalidRequestException/)
    await call(deliverSecretAgain, alice, { grantId, sessionId: newId() })
    await domain.work()
    const [, second] = await sessions(grantId)
    const { ARN, DeletedDate } = await admin().send(new DescribeSecretCommand({ SecretId }))
    expect(DeletedDate).toBeUndefined()
    expect(ARN === before.arn).toBe(!('ForceDeleteWithoutRecovery' in deletion))
    expect(await hold(grantId)).toMatchObject({ status: 'delivered', sessionId: second?.id, arn: ARN })
    expect((await read(await reader())).sessionId).toBe(second?.accessKeyId)
    expect(await failure(read(domain.cloud.admin(ACCOUNT_ID)))).toMatch(/^AccessDenied/)
    expect(await stages()).toEqual(['AWSCURRENT'])
    await call(relinquishGrant, alice, { grantId })
    await domain.work()
    expect(await read(await reader())).toMatchObject({ status: 'ended' })
  },
)

test('what cannot be emptied now is tried again, and the page says so meanwhile', async () => {
  const { alice, grantId } = await grantOfAlice()
  await domain.work()
  await call(relinquishGrant, alice, { grantId })
  domain.breakCloud('DescribeSecret', 'error-500', 10)
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', failureCode: 'ERR_SECRET_UNKNOWN' })
  expect(await domain.events('secret.not-emptied')).toHaveLength(1)
  domain.breakCloud('DescribeSecret', 'error-500', 0)
  await domain.hurryJobs()
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'emptied', failureCode: null })
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
})

test('labels that somebody put on other versions are taken off with the end', async () => {
  const { alice, grantId } = await grantOfAlice()
  await domain.work()
  const kept = { SecretId, SecretString: 'x', VersionStages: ['AWSCURRENT', 'mine'] }
  await admin().send(new PutSecretValueCommand(kept))
  await call(relinquishGrant, alice, { grantId })
  await domain.work()
  expect(await stages()).toEqual(['AWSCURRENT'])
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
})

test('a refused AssumeRole leaves the secret without credentials and says why', async () => {
  const { grantId } = await grantOfAlice()
  domain.cloud.state.accounts.get('222222222222')?.roles.delete('reports')
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_STS_REFUSED' })
  expect(await failure(read(await reader()))).toMatch(/ResourceNotFound/)
})

test('the person need not be signed in, and who was put out of the group at a later sign-in gets nothing', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice, { deliveries: ['secret'] })
  await domain.asOwner('delete from sign_ins where person_id = $1', [alice.actor.personId])
  await domain.asOwner('update memberships set valid_until = now() where person_id = $1', [
    alice.actor.personId,
  ])
  await call(decideRequest, carla, await domain.answer(requestId))
  await domain.work()
  const { id: grantId } = await domain.database.grant.findUniqueOrThrow({ where: { requestId } })
  expect(await hold(grantId)).toMatchObject({ status: 'delivered' })

  const bob = await domain.signIn('bob')
  await call(relinquishGrant, await domain.signIn('alice'), { grantId })
  await domain.work()
  const later = await domain.request(bob, { deliveries: ['secret'] })
  await call(decideRequest, carla, await domain.answer(later))
  await domain.signIn('bob', { groups: ['visitors'] })
  await domain.work()
  const refused = await domain.database.grant.findUniqueOrThrow({ where: { requestId: later } })
  expect(await hold(refused.id)).toMatchObject({ status: 'failed', failureCode: 'ERR_NOT_ELIGIBLE' })
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
})
