import { Agent } from 'node:http'
import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, failure, TestCloud } from '../../testing'
import { presigned, send, signed } from '../../testing-signer'
import { bucketOfHost } from './host'

let cloud: TestCloud
let client: s3.S3Client
let port: string

/** The default of the SDK is the bucket's own host; not every machine resolves names under `localhost`. */
function hostedClient(): s3.S3Client {
  const httpAgent = new Agent({
    lookup: (_name, _options, callback) => {
      callback(null, [{ address: '127.0.0.1', family: 4 }])
    },
  })
  return new s3.S3Client({
    endpoint: `http://localhost:${port}`,
    region: 'eu-central-1',
    credentials: cloud.admin(),
    maxAttempts: 1,
    requestHandler: { httpAgent },
  })
}

beforeAll(async () => {
  cloud = await TestCloud.start()
  port = new URL(cloud.endpoint).port
  client = hostedClient()
  for (const Bucket of ['reports', 'my.reports']) await client.send(new s3.CreateBucketCommand({ Bucket }))
})
afterAll(async () => {
  client.destroy()
  await cloud.close()
})

test('the SDK reaches buckets by their own hosts', async () => {
  const [Bucket, Key] = ['reports', '2026/a b+c.txt']
  await client.send(new s3.PutObjectCommand({ Bucket, Key, Body: 'text' }))
  expect(cloud.state.buckets.get(Bucket)?.objects.get(Key)?.size).toBe(4)
  const list = await client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: '2026/' }))
  expect(list.Contents?.map((object) => object.Key)).toEqual([Key])
  await client.send(new s3.PutObjectCommand({ Bucket: 'my.reports', Key: 'k', Body: 'x' }))
  expect(cloud.state.buckets.get('my.reports')?.objects.has('k')).toBe(true)
  const missing = client.send(new s3.GetObjectCommand({ Bucket: 'nowhere', Key }))
  expect(await failure(missing)).toMatch(/^NoSuchBucket: /)
})

test('the rights are those on the bucket that the host names', async () => {
  const reader = cloud.addUser('reader', allow('s3:GetObject', 'arn:aws:s3:::my.reports/*'))
  const read = (name: string, path: string) =>
    send(
      cloud.endpoint,
      signed({ method: 'GET', path, headers: { host: `${name}.localhost:${port}` } }, reader, 's3'),
    )
  await client.send(new s3.PutObjectCommand({ Bucket: 'my.reports', Key: 'k', Body: 'x' }))
  expect(await read('my.reports', '/k')).toMatchObject({ status: 200, text: 'x' })
  expect((await read('reports', '/my.reports/k')).status).toBe(403)
})

test('a key may look like one of the endpoint’s own paths', async () => {
  const at = { host: `reports.localhost:${port}` }
  for (const path of ['/_sandbox/clock', '/federation']) {
    const put = presigned({ method: 'PUT', path, headers: at }, cloud.admin())
    expect((await send(cloud.endpoint, { ...put, body: 'x' })).status).toBe(200)
    expect(cloud.state.buckets.get('reports')?.objects.has(path.slice(1))).toBe(true)
    const anonymous = await send(cloud.endpoint, { method: 'GET', path, headers: at })
    expect([anonymous.status, anonymous.text]).toEqual([403, expect.stringContaining('<Code>AccessDenied<')])
  }
})

const HOSTS: [string | undefined, string | undefined][] = [
  ['reports.s3.eu-central-1.amazonaws.com', 'reports'],
  ['reports.s3-eu-west-1.amazonaws.com', 'reports'],
  ['reports.s3.amazonaws.com', 'reports'],
  ['my.reports.s3.localhost:4566', 'my.reports'],
  ['reports.localhost:4566', 'reports'],
  ['REPORTS.LOCALHOST', 'reports'],
  ['localhost:4566', undefined],
  ['s3.localhost:4566', undefined],
  ['s3.eu-central-1.amazonaws.com', undefined],
  ['127.0.0.1:4566', undefined],
  ['[::1]:4566', undefined],
  [undefined, undefined],
]

test.each(HOSTS)('the host %s names the bucket %s', (host, bucket) => {
  expect(bucketOfHost(host)).toBe(bucket)
})
