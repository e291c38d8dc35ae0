import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestCloud } from '../testing'
import { send, signed } from '../testing-signer'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
  await cloud.s3(cloud.admin()).send(new s3.CreateBucketCommand({ Bucket: 'reports' }))
})
afterAll(() => cloud.close())

let users = 0

/** The status of listing the bucket from an address, for a user who may do so under a condition. */
async function list(condition: Record<string, unknown>, from?: string): Promise<number> {
  users += 1
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: condition }
  const credentials = cloud.addUser(`user-${users}`, { Statement: statement })
  const { host } = new URL(cloud.endpoint)
  const plain = { method: 'GET', path: '/reports', headers: { host } }
  return (await send(cloud.endpoint, signed(plain, credentials, 's3'), from)).status
}

test('aws:SourceIp is the address that the connection comes from', async () => {
  const office = { IpAddress: { 'aws:SourceIp': '127.0.0.2/32' } }
  expect(await list(office, '127.0.0.2')).toBe(200)
  expect(await list(office, '127.0.0.3')).toBe(403)
})

test('aws:SourceIp is not what a header claims', async () => {
  const credentials = cloud.addUser('liar', {
    Statement: {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.1' } },
    },
  })
  const headers = { host: new URL(cloud.endpoint).host, 'x-forwarded-for': '203.0.113.1' }
  const request = signed({ method: 'GET', path: '/reports', headers }, credentials, 's3')
  expect((await send(cloud.endpoint, request)).status).toBe(403)
})

test('aws:SecureTransport is false: the sandbox speaks plain HTTP', async () => {
  expect(await list({ Bool: { 'aws:SecureTransport': 'true' } })).toBe(403)
  expect(await list({ Bool: { 'aws:SecureTransport': 'false' } })).toBe(200)
})

test("aws:ViaAWSService is false for a caller's own request", async () => {
  expect(await list({ Bool: { 'aws:ViaAWSService': 'false' } })).toBe(200)
  expect(await list({ Bool: { 'aws:ViaAWSService': 'true' } })).toBe(403)
})
