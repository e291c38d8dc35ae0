import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKey, kmsOf } from '@/sandbox/aws/kms/testing'
import { allow, failure, HOME, trusting } from '@/sandbox/testing'
import { bucket } from '@/sandbox/world-state'
import { ACCOUNT_ID } from '../testing/catalog'
import { useDomain } from '../testing/domain'
import { mint } from '../testing/mint'

const domain = useDomain()
const region = 'eu-central-1'
let kmsKey: string

beforeEach(async () => {
  const { cloud } = domain
  kmsKey = await createKey(kmsOf(cloud, cloud.admin(ACCOUNT_ID)))
  const owner = cloud.state.accounts.get(ACCOUNT_ID)
  if (owner === undefined) throw new Error('the sandbox lacks the account')
  const encryption = { algorithm: 'aws:kms' as const, keyId: kmsKey, bucketKey: false }
  const objects = { '2026/a.csv': 'a' }
  bucket(cloud.state, owner, { name: 'vault', region, objects, encryption }, '2026-01-01T00:00:00Z')
  // The role may do anything with the bucket and the key: what a session may is its policy's doing.
  const portal = `arn:aws:iam::${HOME}:user/portal`
  cloud.addRole(ACCOUNT_ID, 'Vault', trusting(portal), allow(['s3:*', 'kms:*']))
  await domain.offer({
    reports: {
      role: 'daypass/Vault',
      scope: { kind: 's3', buckets: [{ bucket: 'vault', kmsKey }], levels: ['list', 'read', 'read-write'] },
    },
  })
})
afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

const scope = (level: string, more: object = { kmsKey }) => ({
  ...{ kind: 's3', bucket: 'vault', prefix: '2026/', level, delete: false },
  ...more,
})
const get = new GetObjectCommand({ Bucket: 'vault', Key: '2026/a.csv' })
const put = new PutObjectCommand({ Bucket: 'vault', Key: '2026/b.csv', Body: 'b' })

test('reading an encrypted bucket decrypts through S3, writes nothing, and cannot use the key by itself', async () => {
  const credentials = await mint(domain, { scope: scope('read') })
  const s3 = domain.cloud.s3(credentials)
  expect(await (await s3.send(get)).Body?.transformToString()).toBe('a')
  expect(await failure(s3.send(put))).toMatch(/^AccessDenied/)
  const kms = kmsOf(domain.cloud, credentials)
  const used = (operation: string, members: object) => failure(kms(operation, { KeyId: kmsKey, ...members }))
  expect(await used('GenerateDataKey', { KeySpec: 'AES_256' })).toMatch(/^AccessDenied/)
  expect(await used('Encrypt', { Plaintext: 'YQ==' })).toMatch(/^AccessDenied/)
  expect(await used('GetKeyPolicy', { PolicyName: 'default' })).toMatch(/^AccessDenied/)
})

test('writing to an encrypted bucket stores the object under the same key', async () => {
  const s3 = domain.cloud.s3(await mint(domain, { scope: scope('read-write') }))
  await s3.send(put)
  const { SSEKMSKeyId } = await s3.send(new HeadObjectCommand({ Bucket: 'vault', Key: '2026/b.csv' }))
  expect(SSEKMSKeyId).toBe(kmsKey)
})

test('a scope with another key than the bucket’s, or without it, is refused', async () => {
  const alice = await domain.signIn('alice')
  for (const more of [{}, { kmsKey: kmsKey.replace(/[0-9a-f]{12}$/, '0'.repeat(12)) }])
    await expect(domain.request(alice, { scope: scope('read', more) })).rejects.toMatchObject({
      code: 'ERR_REQUEST_REFUSED',
      fields: [{ field: 'scope.bucket' }],
    })
})
