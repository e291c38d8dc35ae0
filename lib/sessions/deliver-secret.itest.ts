import { GetObjectCommand } from '@aws-sdk/client-s3'
import { DescribeSecretCommand, GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager'
import { afterEach, expect, test } from 'vitest'
import { ACCOUNT_ID } from '../testing/catalog'
import { useDomain } from '../testing/domain'
import { READER, secretOf } from '../testing/secret'
import { failure } from '@/sandbox/testing'

const domain = useDomain()
const SecretId = 'Reports'
const { hold, reader, read, stages } = secretOf(domain)

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function grantOfAlice(durationMinutes = 120) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], { durationMinutes, deliveries: ['console', 'secret'] })
  return { alice, carla, grantId }
}

test('a grant that opens fills its secret: with the names that programs read, for its one reader alone', async () => {
  const { grantId } = await grantOfAlice()
  await domain.work()
  const value = await read(await reader())
  const session = await domain.database.session.findFirstOrThrow({ where: { grantId } })
  expect(session).toMatchObject({
    delivery: 'secret',
    status: 'issued',
    handedOverAt: expect.any(Date) as Date,
  })
  expect(value).toEqual({
    sessionId: session.accessKeyId,
    sessionKey: expect.any(String) as string,
    sessionToken: expect.any(String) as string,
    Version: 1,
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: value.sessionKey,
    SessionToken: value.sessionToken,
    Expiration: session.expiresAt.toISOString().replace('.000', ''),
  })
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', sessionId: session.id, name: 'Reports' })
  expect(await failure(read(domain.cloud.admin(ACCOUNT_ID)))).toMatch(/AccessDenied/)
  const admin = domain.cloud.secrets(domain.cloud.admin(ACCOUNT_ID))
  const { ResourcePolicy = '' } = await admin.send(new GetResourcePolicyCommand({ SecretId }))
  expect(JSON.parse(ResourcePolicy)).toMatchObject({
    Statement: [
      { Effect: 'Allow', Principal: { AWS: READER } },
      { Effect: 'Deny', Principal: '*', Condition: { ArnNotEquals: { 'aws:PrincipalArn': READER } } },
    ],
  })
  const { Tags } = await admin.send(new DescribeSecretCommand({ SecretId }))
  expect(Tags).toEqual([
    { Key: 'daypass:portal', Value: 'http://127.0.0.1:3000' },
    { Key: 'daypass:entitlement', Value: 'reports' },
  ])
  expect((await domain.events()).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['session.intended', 'session.issued', 'session.handed-over', 'secret.delivered']),
  )
})

test('a program reads the secret, then the bucket, and is stopped at the second of the grant’s end (invariant 2)', async () => {
  await grantOfAlice(15)
  await domain.work()
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = await read(await reader())
  const s3 = domain.cloud.s3({
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  })
  const object = () => s3.send(new GetObjectCommand({ Bucket: 'finance-reports', Key: '2026/q1.csv' }))
  expect(await (await object()).Body?.transformToString()).toBe('q1')
  await domain.moveClock(15 * 60)
  expect(await failure(object())).toMatch(/AccessDenied|ExpiredToken/)
})

test('at the end the secret says so, and no label leads to what was in it (invariant 2)', async () => {
  const { grantId } = await grantOfAlice(15)
  await domain.work()
  expect(await stages()).toEqual(['AWSCURRENT'])
  await domain.moveClock(15 * 60)
  await domain.endDue()
  await domain.work()
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
  expect(await stages()).toEqual(['AWSCURRENT'])
  expect(await hold(grantId)).toMatchObject({ status: 'emptied', emptiedAt: expect.any(Date) as Date })
  expect(await domain.events('secret.emptied')).toMatchObject([{ data: { name: 'Reports', how: 'emptied' } }])
})
