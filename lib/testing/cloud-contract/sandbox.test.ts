import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startMetadataService } from '@/sandbox/imds'
import { HOME, TestCloud } from '@/sandbox/testing'
import { everything } from '@/sandbox/world-policies'
import { EC2_DOES_NOT_CHAIN } from './chaining-assumptions'
import { ASSUMPTIONS, CONTRACT } from './index'
import { sandboxTarget } from './sandbox-target'
import { NotProvable } from './target'
import { World } from './world'

let cloud: TestCloud
let world: World

beforeAll(async () => {
  cloud = await TestCloud.start()
  beAdministrator()
  world = await World.open(sandboxTarget({ endpoint: cloud.endpoint, signin: cloud.cloud.origins.signin }))
})
afterAll(async () => {
  expect(await world.close(), 'everything that the contract made is removed').toEqual([])
  expect(cloud.state.buckets.size).toBe(0)
  await cloud.close()
  vi.unstubAllEnvs()
})

function beAdministrator(): void {
  vi.unstubAllEnvs()
  const { accessKeyId, secretAccessKey } = cloud.admin()
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey)
  vi.stubEnv('AWS_SESSION_TOKEN', undefined)
  vi.stubEnv('AWS_PROFILE', undefined)
}

test.each([...CONTRACT, ...ASSUMPTIONS.filter((one) => one !== EC2_DOES_NOT_CHAIN)])(
  'the sandbox: $name',
  async ({ run }) => {
    await run(world)
  },
)

test('the sandbox: an instance’s role is not chained, and a user cannot tell', async () => {
  await expect(EC2_DOES_NOT_CHAIN.run(world)).rejects.toThrow(NotProvable)
  const trust = {
    Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  }
  cloud.addRole(HOME, 'Instance', trust, everything())
  const instance = {
    id: 'i-0123456789abcdef0',
    accountId: HOME,
    roleName: 'Instance',
    region: 'eu-central-1',
  }
  const metadata = await startMetadataService(cloud.cloud.sandbox, instance)
  onTestFinished(beAdministrator)
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined)
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null')
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null')
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', `${metadata.url}/`)
  const onInstance = await World.open(world.target)
  await EC2_DOES_NOT_CHAIN.run(onInstance)
  expect(await onInstance.close()).toEqual([])
  await metadata.close()
})
