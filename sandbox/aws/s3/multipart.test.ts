import { createHash } from 'node:crypto'
import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, failure, TestCloud } from '../../testing'
import { createKey, kmsOf } from '../kms/testing'

let cloud: TestCloud
let client: s3.S3Client
const Bucket = 'artifacts'
const MIB = 1024 * 1024

beforeAll(async () => {
  cloud = await TestCloud.start()
  client = cloud.s3(cloud.admin())
  await client.send(new s3.CreateBucketCommand({ Bucket }))
})
afterAll(() => cloud.close())

interface Upload {
  Bucket: string
  Key: string
  UploadId: string
}

async function start(Key: string, more: Partial<s3.CreateMultipartUploadCommandInput> = {}): Promise<Upload> {
  const command = new s3.CreateMultipartUploadCommand({ Bucket, Key, ...more })
  const { UploadId = '' } = await client.send(command)
  return { Bucket, Key, UploadId }
}

async function part(upload: Upload, PartNumber: number, Body: Buffer): Promise<s3.CompletedPart> {
  const command = new s3.UploadPartCommand({ ...upload, PartNumber, Body })
  const { ETag, ChecksumCRC32 } = await client.send(command)
  return { PartNumber, ETag, ...(ChecksumCRC32 && { ChecksumCRC32 }) }
}

const complete = (upload: Upload, Parts: s3.CompletedPart[], by = client) =>
  by.send(new s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
const stored = (key: string) => cloud.state.buckets.get(Bucket)?.objects.get(key)
const md5 = (data: Buffer) => createHash('md5').update(data).digest()

const big = Buffer.alloc(5 * MIB, 'a')
const small = Buffer.from('the end')

test('parts are joined in the order of their numbers, and the object is as it was begun', async () => {
  const upload = await start('app.bin', { ContentType: 'application/x-app', Metadata: { build: '7' } })
  const last = await part(upload, 9, small)
  await part(upload, 2, Buffer.from('replaced'))
  const first = await part(upload, 2, big)
  const { ETag } = await complete(upload, [first, last])
  const whole = Buffer.concat([big, small])
  const etag = createHash('md5')
    .update(Buffer.concat([md5(big), md5(small)]))
    .digest('hex')
  expect(ETag).toBe(`"${etag}-2"`)
  expect(stored('app.bin')?.contentType).toBe('application/x-app')
  expect(stored('app.bin')?.metadata.get('build')).toBe('7')
  expect(Buffer.from(stored('app.bin')?.bodyBase64 ?? '', 'base64').equals(whole)).toBe(true)
  expect(cloud.state.uploads.has(upload.UploadId)).toBe(false)
  expect(await failure(complete(upload, [first, last]))).toMatch(/^NoSuchUpload: /)
})

test('until it is completed there is no object, and aborting leaves nothing', async () => {
  const upload = await start('dropped.bin')
  await part(upload, 1, small)
  expect(stored('dropped.bin')).toBeUndefined()
  const list = await client.send(new s3.ListMultipartUploadsCommand({ Bucket, Prefix: 'dropped' }))
  expect(list.Uploads?.map(({ Key, UploadId }) => ({ Bucket, Key, UploadId }))).toEqual([upload])
  await client.send(new s3.AbortMultipartUploadCommand(upload))
  expect(await failure(part(upload, 2, small))).toMatch(/^NoSuchUpload: /)
  expect(cloud.state.uploads.has(upload.UploadId)).toBe(false)
})

test('parts are listed in pages', async () => {
  const upload = await start('listed.bin')
  for (const number of [3, 1, 2]) await part(upload, number, Buffer.alloc(number))
  const page = (more: Partial<s3.ListPartsCommandInput>) =>
    client.send(new s3.ListPartsCommand({ ...upload, ...more }))
  const first = await page({ MaxParts: 2 })
  expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, 1],
    [2, 2],
  ])
  expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' })
  const rest = await page({ PartNumberMarker: '2' })
  expect(rest).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 3 }] })
})

const REFUSED: [string, (parts: s3.CompletedPart[]) => s3.CompletedPart[], string][] = [
  ['in another order than their numbers', (parts) => parts.toReversed(), 'InvalidPartOrder'],
  ['with an etag that is not theirs', ([first]) => [{ ...first, ETag: '"0"' }], 'InvalidPart'],
  [
    'with a checksum that is not theirs',
    ([first]) => [{ ...first, ChecksumCRC32: 'AAAAAA==' }],
    'InvalidPart',
  ],
  ['that were never uploaded', ([first]) => [{ ...first, PartNumber: 7 }], 'InvalidPart'],
  ['that are too small, but for the last', (parts) => parts, 'EntityTooSmall'],
  ['that are none', () => [], 'MalformedXML'],
]

test.each(REFUSED)('parts %s do not complete an upload, which stays open', async (_, change, code) => {
  const upload = await start('refused.bin')
  const parts = [await part(upload, 1, small), await part(upload, 2, small)]
  expect(await failure(complete(upload, change(parts)))).toMatch(new RegExp(`^${code}: `))
  expect(stored('refused.bin')).toBeUndefined()
  expect(cloud.state.uploads.get(upload.UploadId)?.parts.size).toBe(2)
})

test('an upload belongs to its key', async () => {
  const upload = await start('one.bin')
  const first = await part(upload, 1, small)
  expect(await failure(complete({ ...upload, Key: 'two.bin' }, [first]))).toMatch(/^NoSuchUpload: /)
})

test('each step needs its own right', async () => {
  const upload = await start('guarded.bin')
  const allBut = (name: string, action: string) =>
    cloud.s3(
      cloud.addUser(name, {
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: action, Resource: '*' },
        ],
      }),
    )
  const noPut = allBut('no-put', 's3:PutObject')
  const steps = [
    () => noPut.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: 'k' })),
    () => noPut.send(new s3.UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' })),
    () => complete(upload, [{ PartNumber: 1, ETag: 'x' }], noPut),
    () => allBut('no-abort', 's3:AbortMultipartUpload').send(new s3.AbortMultipartUploadCommand(upload)),
    () => allBut('no-parts', 's3:ListMultipartUploadParts').send(new s3.ListPartsCommand(upload)),
    () =>
      allBut('no-list', 's3:ListBucketMultipartUploads').send(new s3.ListMultipartUploadsCommand({ Bucket })),
  ]
  for (const step of steps) expect(await failure(step())).toMatch(/^AccessDenied: /)
  expect(cloud.state.uploads.get(upload.UploadId)?.parts.size).toBe(0)
})

test('with a KMS key the uploader may generate a data key and decrypt, or not upload', async () => {
  const SSEKMSKeyId = await createKey(kmsOf(cloud, cloud.admin()))
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const
  await client.send(new s3.CreateBucketCommand({ Bucket: 'sealed', CreateBucketConfiguration }))
  const asked = { Bucket: 'sealed', Key: 'k', ServerSideEncryption: 'aws:kms', SSEKMSKeyId } as const
  const writer = cloud.s3(cloud.addUser('writer', allow(['s3:*', 'kms:GenerateDataKey'])))
  const { UploadId } = await writer.send(new s3.CreateMultipartUploadCommand(asked))
  const put = { Bucket: 'sealed', Key: 'k', UploadId, PartNumber: 1, Body: 'x' }
  expect(await failure(writer.send(new s3.UploadPartCommand(put)))).toMatch(/^AccessDenied: .*kms:Decrypt/)
  expect(await client.send(new s3.UploadPartCommand(put))).toMatchObject({ SSEKMSKeyId })
})
