import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, failure, TestCloud } from '../../testing'
import { createKey, kmsOf } from './testing'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
})
afterAll(() => cloud.close())

test('a key does not rotate, and only who may look at it is told so', async () => {
  const admin = kmsOf(cloud, cloud.admin())
  const KeyId = await createKey(admin)
  expect(await admin('GetKeyRotationStatus', { KeyId })).toEqual({ KeyId, KeyRotationEnabled: false })
  const other = kmsOf(cloud, cloud.addUser('other', allow('kms:DescribeKey')))
  expect(await failure(other('GetKeyRotationStatus', { KeyId }))).toMatch(/^AccessDenied/)
  await admin('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  expect(await failure(admin('GetKeyRotationStatus', { KeyId }))).toMatch(/^KMSInvalidStateException/)
})
