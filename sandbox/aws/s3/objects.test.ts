import { createHash } from 'node:crypto'
import * as s3 from '@aws-sdk/client-s3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, failure, TestCloud } from '../../testing'

let cloud: TestCloud
let client: s3.S3Client
const Bucket = 'reports'

beforeAll(async () => {
  cloud = await TestCloud.start()
  client = cloud.s3(cloud.admin())
  await client.send(new s3.CreateBucketCommand({ Bucket }))
})
afterAll(() => cloud.close())

const put = (Key: string, Body: string | Buffer = 'text', more: Partial<s3.PutObjectCommandInput> = {}) =>
  client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ...more }))
const get = (Key: string, more: Partial<s3.GetObjectCommandInput> = {}) =>
  client.send(new s3.GetObjectCommand({ Bucket, Key, ...more }))
const textOf = async (answer: s3.GetObjectCommandOutput) => (await answer.Body?.transformToString()) ?? ''

test('an object comes back as it was put, with its headers and metadata', async () => {
  const answer = await put('a/b.csv', 'x,y\n', {
    ContentType: 'text/csv',
    CacheControl: 'no-cache',
    Metadata: { origin: 'ledger' },
  })
  const etag = `"${createHash('md5').update('x,y\n').digest('hex')}"`
  expect(answer.ETag).toBe(etag)
  const read = await get('a/b.csv')
  expect(await textOf(read)).toBe('x,y\n')
  expect(read).toMatchObject({
    ETag: etag,
    ContentType: 'text/csv',
    CacheControl: 'no-cache',
    ContentLength: 4,
    Metadata: { origin: 'ledger' },
  })
  const head = await client.send(new s3.HeadObjectCommand({ Bucket, Key: 'a/b.csv' }))
  expect(head).toMatchObject({ ETag: etag, ContentLength: 4, ContentType: 'text/csv' })
})

test('keys of any characters are signed, stored and read alike', { timeout: 60_000 }, async () => {
  const key = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .filter((text) => !text.includes('\0'))
  await fc.assert(
    fc.asyncProperty(key, async (Key) => {
      await put(Key, Buffer.from(Key))
      expect(await textOf(await get(Key))).toBe(Key)
      expect(cloud.state.buckets.get(Bucket)?.objects.has(Key)).toBe(true)
    }),
    {
      numRuns: 40,
      examples: [['a b+c'], ['../../etc/passwd'], ['//x//'], ['%2F'], ['__proto__'], ["é '*()!~"]],
    },
  )
})

test('a range is answered in part, one outside the object is refused', async () => {
  await put('digits', '0123456789')
  const read = (Range: string) => get('digits', { Range })
  expect(await textOf(await read('bytes=2-4'))).toBe('234')
  expect(await textOf(await read('bytes=-3'))).toBe('789')
  expect((await read('bytes=8-')).ContentRange).toBe('bytes 8-9/10')
  expect(await failure(read('bytes=10-'))).toMatch(/^InvalidRange: /)
})

test('conditions on the etag are kept', async () => {
  const { ETag } = await put('conditional', 'one')
  expect(await failure(get('conditional', { IfMatch: '"other"' }))).toMatch(/^PreconditionFailed: /)
  expect(await textOf(await get('conditional', { IfMatch: ETag }))).toBe('one')
  expect(await failure(put('conditional', 'two', { IfNoneMatch: '*' }))).toMatch(/^PreconditionFailed: /)
  expect(await textOf(await get('conditional'))).toBe('one')
  const unchanged = await fetch(`${cloud.endpoint}/${Bucket}/conditional`)
  expect(unchanged.status).toBe(403)
})

test('a body that is not what its checksum says is refused and not stored', async () => {
  expect(await failure(put('bad', 'text', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))).toMatch(
    /^BadDigest: /,
  )
  expect(await failure(put('bad', 'text', { ChecksumSHA256: 'A'.repeat(43) + '=' }))).toMatch(/^BadDigest: /)
  expect(cloud.state.buckets.get(Bucket)?.objects.has('bad')).toBe(false)
})

test('deleting is final, and succeeds for what is not there', async () => {
  await put('gone')
  await client.send(new s3.DeleteObjectCommand({ Bucket, Key: 'gone' }))
  await client.send(new s3.DeleteObjectCommand({ Bucket, Key: 'gone' }))
  expect(await failure(get('gone'))).toBe('NoSuchKey: The specified key does not exist.')
})

test('who may not list the bucket is not told that a key is missing', async () => {
  const reader = cloud.s3(cloud.addUser('reader', allow('s3:GetObject')))
  expect(await failure(reader.send(new s3.GetObjectCommand({ Bucket, Key: 'nothing' })))).toMatch(
    /^AccessDenied: /,
  )
  const lister = cloud.s3(cloud.addUser('lister', allow(['s3:GetObject', 's3:ListBucket'])))
  expect(await failure(lister.send(new s3.GetObjectCommand({ Bucket, Key: 'nothing' })))).toMatch(
    /^NoSuchKey: /,
  )
})

const ACTIONS: [string, (client: s3.S3Client) => Promise<unknown>, string][] = [
  ['GetObject', (c) => c.send(new s3.GetObjectCommand({ Bucket, Key: 'k' })), 's3:GetObject'],
  ['PutObject', (c) => c.send(new s3.PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })), 's3:PutObject'],
  ['DeleteObject', (c) => c.send(new s3.DeleteObjectCommand({ Bucket, Key: 'k' })), 's3:DeleteObject'],
  [
    'GetObjectTagging',
    (c) => c.send(new s3.GetObjectTaggingCommand({ Bucket, Key: 'k' })),
    's3:GetObjectTagging',
  ],
  ['ListObjectsV2', (c) => c.send(new s3.ListObjectsV2Command({ Bucket })), 's3:ListBucket'],
  ['ListObjects', (c) => c.send(new s3.ListObjectsCommand({ Bucket })), 's3:ListBucket'],
  ['GetBucketLocation', (c) => c.send(new s3.GetBucketLocationCommand({ Bucket })), 's3:GetBucketLocation'],
  ['ListBuckets', (c) => c.send(new s3.ListBucketsCommand({})), 's3:ListAllMyBuckets'],
  ['GetBucketPolicy', (c) => c.send(new s3.GetBucketPolicyCommand({ Bucket })), 's3:GetBucketPolicy'],
  ['DeleteBucket', (c) => c.send(new s3.DeleteBucketCommand({ Bucket })), 's3:DeleteBucket'],
]

test.each(ACTIONS)('%s needs its own action', async (name, call, action) => {
  const credentials = cloud.addUser(`all-but-${name}`, {
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: action, Resource: '*' },
    ],
  })
  expect(await failure(call(cloud.s3(credentials)))).toMatch(
    new RegExp(`^AccessDenied: .*perform: ${action} .*explicit deny in an identity-based policy$`),
  )
})

const REFUSED: [string, () => Promise<unknown>, string][] = [
  [
    'a bucket that is not there',
    () => client.send(new s3.ListObjectsV2Command({ Bucket: 'nowhere' })),
    'NoSuchBucket',
  ],
  ['a key of more than 1024 bytes', () => put('k'.repeat(1025)), 'KeyTooLongError'],
  ['an ACL', () => put('k', 'x', { ACL: 'public-read' }), 'NotImplemented'],
  ['tags', () => put('k', 'x', { Tagging: 'a=b' }), 'NotImplemented'],
  [
    'a copy',
    () => client.send(new s3.CopyObjectCommand({ Bucket, Key: 'k', CopySource: 'reports/a' })),
    'NotImplemented',
  ],
  ['a version', () => get('a/b.csv', { VersionId: 'v1' }), 'NotImplemented'],
  ['versioning', () => client.send(new s3.GetBucketVersioningCommand({ Bucket })), 'NotImplemented'],
  [
    'a bucket owner other than the expected',
    () => get('a/b.csv', { ExpectedBucketOwner: '000000000000' }),
    'AccessDenied',
  ],
]

test.each(REFUSED)('%s is refused', async (_, call, code) => {
  expect(await failure(call())).toMatch(new RegExp(`^${code}: `))
})
