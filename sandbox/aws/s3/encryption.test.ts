import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allow, failure, HOME, OTHER, TestCloud, type Credentials } from '../../testing'
import { createKey, keyPolicy, kmsOf, type KmsCall } from '../kms/testing'

let cloud: TestCloud
let client: s3.S3Client
let kms: KmsCall
let arn: string
const Bucket = 'ledger'

beforeAll(async () => {
  cloud = await TestCloud.start()
  client = cloud.s3(cloud.admin())
  kms = kmsOf(cloud, cloud.admin())
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const
  await client.send(new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration }))
})
beforeEach(async () => {
  arn = await createKey(kms)
})
afterAll(() => cloud.close())

const put = (Key: string, more: Partial<s3.PutObjectCommandInput> = {}, by = client) =>
  by.send(new s3.PutObjectCommand({ Bucket, Key, Body: 'text', ...more }))
const get = (Key: string, by = client) => by.send(new s3.GetObjectCommand({ Bucket, Key }))
const head = (Key: string, by = client) => by.send(new s3.HeadObjectCommand({ Bucket, Key }))
const withKey = (SSEKMSKeyId = arn) => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId }) as const

let names = 0
function userOf(...statements: Record<string, unknown>[]): s3.S3Client {
  names += 1
  const storage = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
  return cloud.s3(cloud.addUser(`user-${names}`, { Statement: [storage, ...statements] }))
}
const may = (action: string, Condition?: Record<string, unknown>) => ({
  Effect: 'Allow',
  Action: `kms:${action}`,
  Resource: '*',
  ...(Condition && { Condition }),
})

test('an object says what encrypts it: S3 itself, or the key that was asked for', async () => {
  expect(await put('plain')).toMatchObject({ ServerSideEncryption: 'AES256' })
  const said = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: arn }
  expect(await put('secret', withKey())).toMatchObject(said)
  expect(await get('secret')).toMatchObject(said)
  expect(await head('secret')).toMatchObject(said)
  expect(await (await get('secret')).Body?.transformToString()).toBe('text')
})

test('a bucket encrypts new objects as it was told to, until it is told otherwise', async () => {
  const rule = {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn },
  } as const
  const ServerSideEncryptionConfiguration = { Rules: [{ ...rule, BucketKeyEnabled: true }] }
  await client.send(new s3.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }))
  const read = await client.send(new s3.GetBucketEncryptionCommand({ Bucket }))
  expect(read.ServerSideEncryptionConfiguration).toEqual(ServerSideEncryptionConfiguration)
  expect(await put('default')).toMatchObject({ SSEKMSKeyId: arn, BucketKeyEnabled: true })
  expect(await put('own', { ServerSideEncryption: 'AES256' })).not.toHaveProperty('SSEKMSKeyId')
  await client.send(new s3.DeleteBucketEncryptionCommand({ Bucket }))
  expect(await put('later')).toMatchObject({ ServerSideEncryption: 'AES256' })
  expect(await head('default')).toMatchObject({ SSEKMSKeyId: arn })
})

test('putting needs GenerateDataKey and getting needs Decrypt; a head needs neither', async () => {
  await put('guarded', withKey())
  const neither = userOf()
  const refused = await failure(get('guarded', neither))
  expect(refused).toMatch(
    /^AccessDenied: User: .* is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:.* because no identity-based policy allows the kms:Decrypt action$/,
  )
  expect(await failure(put('new', withKey(), neither))).toMatch(/^AccessDenied: .*kms:GenerateDataKey/)
  expect(cloud.state.buckets.get(Bucket)?.objects.has('new')).toBe(false)
  expect(await failure(head('guarded', neither))).toBe('succeeded')
  expect(await failure(get('guarded', userOf(may('Decrypt'))))).toBe('succeeded')
  expect(await failure(put('new', withKey(), userOf(may('GenerateDataKey'))))).toBe('succeeded')
})

const object = `arn:aws:s3:::${Bucket}/guarded`
const CONDITIONS: [string, Record<string, unknown>, boolean][] = [
  ['S3 in the bucket’s Region', { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' }, true],
  ['another service', { 'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com' }, false],
  ['the caller’s account', { 'kms:CallerAccount': HOME }, true],
  ['the object', { 'kms:EncryptionContext:aws:s3:arn': object }, true],
  ['another object', { 'kms:EncryptionContext:aws:s3:arn': `${object}2` }, false],
  ['a service on the caller’s behalf', { 'aws:ViaAWSService': 'true' }, true],
  ['the caller’s own address, which S3 does not have', { 'aws:SourceIp': '127.0.0.1' }, false],
]

test.each(CONDITIONS)('the key sees %s', async (_, keys, allowed) => {
  await put('guarded', withKey())
  const outcome = await failure(get('guarded', userOf(may('Decrypt', { StringEquals: keys }))))
  expect(outcome).toMatch(allowed ? /^succeeded$/ : /^AccessDenied: /)
})

test('with a bucket key it is the bucket that the key sees', async () => {
  await put('shared', { ...withKey(), BucketKeyEnabled: true })
  const seen = (arnOf: string) => ({ StringEquals: { 'kms:EncryptionContext:aws:s3:arn': arnOf } })
  const bucketArn = `arn:aws:s3:::${Bucket}`
  expect(await failure(get('shared', userOf(may('Decrypt', seen(bucketArn)))))).toBe('succeeded')
  expect(await failure(get('shared', userOf(may('Decrypt', seen(`${bucketArn}/shared`)))))).toMatch(
    /^AccessDenied/,
  )
})

test('the right to use a key through S3 is no right to use it directly', async () => {
  const through = { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } }
  const credentials = cloud.addUser('through', { Statement: may('*', through) })
  const direct = kmsOf(cloud, credentials)('GenerateDataKey', { KeyId: arn, KeySpec: 'AES_256' })
  expect(await failure(direct)).toMatch(/^AccessDeniedException: /)
})

test('whoever may read in the account reads what the key aws/s3 encrypts; another account does not', async () => {
  const { SSEKMSKeyId } = await put('managed', { ServerSideEncryption: 'aws:kms' })
  expect(cloud.state.keyAliases.get(`arn:aws:kms:eu-central-1:${HOME}:alias/aws/s3`)).toBe(SSEKMSKeyId)
  expect(await failure(get('managed', userOf()))).toBe('succeeded')
  await openTo(OTHER)
  expect(await failure(get('managed', cloud.s3(cloud.admin(OTHER))))).toMatch(/^AccessDenied: .*kms:Decrypt/)
  expect(await failure(kms('DisableKey', { KeyId: SSEKMSKeyId }))).toMatch(/^AccessDeniedException: /)
})

/** Opens the bucket to another account. */
async function openTo(accountId: string): Promise<void> {
  const resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`]
  const statement = { Effect: 'Allow', Principal: { AWS: accountId }, Action: 's3:*', Resource: resource }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statement })
  await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }))
}

test('another account reads by bucket policy, key policy and its own policies together', async () => {
  await put('partner', withKey())
  await openTo(OTHER)
  const partner = cloud.s3(cloud.admin(OTHER))
  expect(await failure(get('partner', partner))).toMatch(/^AccessDenied: .*resource-based policy/)
  const statement = { Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'kms:Decrypt', Resource: '*' }
  await kms('PutKeyPolicy', { KeyId: arn, Policy: keyPolicy(HOME, statement) })
  expect(await failure(get('partner', partner))).toBe('succeeded')
})

test('a put from another account that names no key is encrypted with that account’s key aws/s3', async () => {
  await openTo(OTHER)
  const partner = cloud.s3(cloud.admin(OTHER))
  const { SSEKMSKeyId } = await put('theirs', { ServerSideEncryption: 'aws:kms' }, partner)
  expect(cloud.state.keyAliases.get(`arn:aws:kms:eu-central-1:${OTHER}:alias/aws/s3`)).toBe(SSEKMSKeyId)
  expect(await failure(get('theirs'))).toMatch(/^AccessDenied: .*kms:Decrypt/)
})

test('what is wrong with the key is said with S3’s codes', async () => {
  await put('stale', withKey())
  expect(await failure(put('stale', withKey('no-such-key')))).toMatch(/^KMS\.NotFoundException: /)
  await kms('DisableKey', { KeyId: arn })
  expect(await failure(get('stale'))).toMatch(/^KMS\.DisabledException: /)
  await kms('ScheduleKeyDeletion', { KeyId: arn })
  expect(await failure(put('stale', withKey()))).toMatch(/^KMS\.KMSInvalidStateException: /)
})

test('who is anonymous gets nothing that a KMS key encrypts', async () => {
  await put('public', withKey())
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    },
  })
  await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }))
  const answer = await fetch(`${cloud.endpoint}/${Bucket}/public`)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('require AWS Signature Version 4')
})

test('a bucket policy sees which encryption a put asks for', async () => {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': arn } },
    },
  })
  await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }))
  expect(await failure(put('unasked'))).toMatch(/^AccessDenied: /)
  expect(await failure(put('asked', withKey()))).toBe('succeeded')
  await client.send(new s3.DeleteBucketPolicyCommand({ Bucket }))
})

const REFUSED: [string, Partial<s3.PutObjectCommandInput>, RegExp][] = [
  [
    'a key of the customer’s own',
    { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) },
    /^NotImpl/,
  ],
  ['an encryption context', { ServerSideEncryption: 'aws:kms', SSEKMSEncryptionContext: 'e30=' }, /^NotImpl/],
  ['double encryption', { ServerSideEncryption: 'aws:kms:dsse' }, /^NotImplemented: /],
  ['a key without aws:kms', { SSEKMSKeyId: 'k' }, /^InvalidArgument: /],
]

test.each(REFUSED)('%s is refused', async (_, more, error) => {
  expect(await failure(put('refused', more))).toMatch(error)
})

test('bucket encryption needs its own actions', async () => {
  const reader: Credentials = cloud.addUser('objects-only', allow('s3:GetObject'))
  const by = cloud.s3(reader)
  expect(await failure(by.send(new s3.GetBucketEncryptionCommand({ Bucket })))).toMatch(
    /^AccessDenied: .*s3:GetEncryptionConfiguration/,
  )
  expect(await failure(by.send(new s3.DeleteBucketEncryptionCommand({ Bucket })))).toMatch(
    /^AccessDenied: .*s3:PutEncryptionConfiguration/,
  )
})
