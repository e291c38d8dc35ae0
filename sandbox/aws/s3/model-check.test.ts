import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failure, TestCloud } from '../../testing'
import { checkS3Model } from './model-check'

let cloud: TestCloud
let client: s3.S3Client

beforeAll(async () => {
  cloud = await TestCloud.start()
  client = cloud.s3(cloud.admin())
})
afterAll(() => cloud.close())

function create(Bucket: string, configuration: object): Promise<string> {
  const CreateBucketConfiguration = configuration as s3.CreateBucketConfiguration
  return failure(client.send(new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration })))
}

test('a location that no Region has is refused by its name', async () => {
  expect(await create('nowhere', { LocationConstraint: 'eu-nowhere-9' })).toBe(
    'InvalidLocationConstraint: The specified location-constraint is not valid',
  )
  expect(await create('virginia', { LocationConstraint: 'us-east-1' })).toMatch(
    /^InvalidLocationConstraint: /,
  )
  expect(cloud.state.buckets.size).toBe(0)
})

test('an empty location, which is that of us-east-1, is none that is wrong', () => {
  const inner = '<LocationConstraint></LocationConstraint>'
  const body = Buffer.from(`<CreateBucketConfiguration>${inner}</CreateBucketConfiguration>`)
  const request = { bucket: 'empty', key: '', query: new Map(), headers: new Map(), body }
  expect(() => {
    checkS3Model('CreateBucket', request)
  }).not.toThrow()
})

test("what the sandbox lacks of a bucket's configuration is refused, not dropped", async () => {
  const tagged = { LocationConstraint: 'eu-central-1', Tags: [{ Key: 'a', Value: 'b' }] }
  expect(await create('tagged', tagged)).toBe(
    "NotImplemented: The sandbox does not support Tags in a bucket's configuration.",
  )
  expect(cloud.state.buckets.has('tagged')).toBe(false)
})

test('an error names the parameter as it travels, and its value', async () => {
  const list = new s3.ListObjectsV2Command({ Bucket: 'empty', EncodingType: 'gzip' as s3.EncodingType })
  await expect(client.send(list)).rejects.toMatchObject({
    name: 'InvalidArgument',
    ArgumentName: 'encoding-type',
    ArgumentValue: 'gzip',
  })
})
