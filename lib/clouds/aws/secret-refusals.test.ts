import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager'
import type { DescribeSecretCommandOutput } from '@aws-sdk/client-secrets-manager'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createKey, kmsOf } from '@/sandbox/aws/kms/testing'
import { adminArn, allow, OTHER, trusting } from '@/sandbox/testing'
import type { Credentials } from '@/sandbox/testing'
import { newId } from '../../kernel/ids'
import { Secret } from '../../kernel/secret'
import type { SecretStore, SecretTarget } from '../../ports/secret-store'
import { startCloudWorld } from '../../testing/cloud-world'
import type { CloudWorld } from '../../testing/cloud-world'
import { createSecretStore } from './secret-store'

const SecretId = 'Reports'
const MOST_VERSIONS = 100
const A_DAY_SECONDS = 24 * 3600

let world: CloudWorld
let store: SecretStore

beforeEach(async () => {
  world = await startCloudWorld()
  workAs(world.portal)
  store = createSecretStore({ stsEndpoint: world.cloud.endpoint, secretsEndpoint: world.cloud.endpoint })
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await world.cloud.close()
})

/** Whose the worker's own credentials are. */
function workAs({ accessKeyId, secretAccessKey }: Credentials): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey)
  vi.stubEnv('AWS_SESSION_TOKEN', undefined)
  vi.stubEnv('AWS_PROFILE', undefined)
}

function target(told: Partial<SecretTarget> = {}): SecretTarget {
  return {
    account: { provider: 'aws', partition: 'aws', region: 'eu-central-1', accountId: OTHER },
    name: SecretId,
    readerRoleArn: `arn:aws:iam::${OTHER}:role/daypass/Reader`,
    writerRoleArn: `arn:aws:iam::${OTHER}:role/daypass/SecretWriter`,
    externalId: undefined,
    madeBy: { portalUrl: 'https://daypass.example', entitlementId: 'reports' },
    arn: undefined,
    ...told,
  }
}

const admin = () => world.cloud.secrets(world.cloud.admin(OTHER))

/** What the one reader reads now. */
async function readable(): Promise<string> {
  const reader = await world.cloud.assume(world.cloud.admin(OTHER), target().readerRoleArn)
  const answer = world.cloud.secrets(reader).send(new GetSecretValueCommand({ SecretId }))
  return answer.then(
    ({ SecretString = '' }) => SecretString,
    (error: unknown) => (error as Error).name,
  )
}

async function versionIds(): Promise<string[]> {
  const { VersionIdsToStages = {} } = await admin().send(new DescribeSecretCommand({ SecretId }))
  return Object.keys(VersionIdsToStages)
}

type Sender = { send: (this: object, command: object) => Promise<object> }

/** Has DescribeSecret tell also what the sandbox has no way to make. */
function describedAs(more: Partial<DescribeSecretCommandOutput>): void {
  const prototype = SecretsManagerClient.prototype as unknown as Sender
  const { send } = prototype
  vi.spyOn(prototype, 'send').mockImplementation(async function (this: object, command) {
    const answer = await send.call(this, command)
    return command instanceof DescribeSecretCommand ? { ...answer, ...more } : answer
  })
}

test('while AWS keeps no more versions nobody may read what should be out, until the secret is prepared again', async () => {
  await store.prepare(target())
  await store.put(target(), new Secret('credentials'), newId())
  for (let made = 1; made < MOST_VERSIONS; made++)
    await admin().send(new PutSecretValueCommand({ SecretId, SecretString: 'credentials' }))
  expect(await readable()).toBe('credentials')
  const refused = { status: 'failed', code: 'ERR_SECRET_REFUSED', providerCode: 'LimitExceededException' }
  expect(await store.empty(target(), 'ended', newId())).toMatchObject(refused)
  expect(await readable()).toBe('AccessDeniedException')

  world.cloud.moveClock(A_DAY_SECONDS)
  expect(await store.empty(target(), 'ended', newId())).toEqual({ status: 'done', how: 'emptied' })
  expect(await readable()).toBe('AccessDeniedException')
  expect(await store.prepare(target())).toMatchObject({ status: 'ready' })
  expect(await readable()).toBe('ended')
})

test.each<[string, Partial<DescribeSecretCommandOutput>]>([
  ['replicated', { ReplicationStatus: [{ Region: 'eu-west-1', Status: 'InSync' }] }],
  ['rotated', { RotationEnabled: true }],
  ['managed by a service', { OwningService: 'rds' }],
])('a secret that is %s is left as it is: what is put there could not be taken back', async (_, told) => {
  await store.prepare(target({ readerRoleArn: adminArn(OTHER) }))
  const { policy: before } = world.cloud.state.secrets.values().next().value ?? {}
  describedAs(told)
  expect(await store.prepare(target())).toMatchObject({
    status: 'failed',
    code: 'ERR_SECRET_FOREIGN',
    sentence: expect.stringContaining('replicated, rotated or managed') as string,
  })
  const [secret, ...more] = world.cloud.state.secrets.values()
  expect(more).toEqual([])
  expect(secret?.policy).toBe(before)
  expect(secret?.versions.size).toBe(0)
})

test('a worker that is not at home in the account needs a writer role there, and does nothing without', async () => {
  expect(await store.prepare(target({ writerRoleArn: undefined }))).toEqual({
    status: 'failed',
    code: 'ERR_SECRET_REFUSED',
    sentence: `The worker is not at home in the account ${OTHER}: the catalogue has to name its secretWriterRole.`,
  })
  expect(world.cloud.cloud.sandbox.calls.list('DescribeSecret')).toEqual([])
  expect(world.cloud.state.secrets.size).toBe(0)
})

test('a worker that is at home in the account writes with its own identity', async () => {
  workAs(world.cloud.admin(OTHER))
  expect(await store.prepare(target({ writerRoleArn: undefined }))).toMatchObject({ status: 'ready' })
  expect(world.cloud.cloud.sandbox.calls.list('AssumeRole')).toEqual([])
})

test('a reader role that does not exist is said to be missing, nothing is put, and once it is there all is well', async () => {
  const readerRoleArn = `arn:aws:iam::${OTHER}:role/daypass/Nobody`
  expect(await store.prepare(target({ readerRoleArn }))).toMatchObject({
    status: 'failed',
    code: 'ERR_SECRET_REFUSED',
    sentence: 'AWS refused the secret’s resource policy. Does the reader role exist in that account?',
  })
  expect(await versionIds()).toEqual([])
  world.cloud.addRole(OTHER, 'Nobody', trusting(adminArn(OTHER)), allow('secretsmanager:GetSecretValue'))
  expect(await store.prepare(target({ readerRoleArn }))).toMatchObject({ status: 'ready' })
})

test('a secret whose key is switched off is not filled, and keeps what stood there', async () => {
  workAs(world.cloud.admin(OTHER))
  const own = target({ writerRoleArn: undefined })
  await store.prepare(own)
  const kms = kmsOf(world.cloud, world.cloud.admin(OTHER))
  const KmsKeyId = await createKey(kms)
  await admin().send(new UpdateSecretCommand({ SecretId, KmsKeyId }))
  expect(await store.put(own, new Secret('first'), newId())).toEqual({ status: 'done' })
  const before = await versionIds()
  await kms('DisableKey', { KeyId: KmsKeyId })
  expect(await store.put(own, new Secret('second'), newId())).toMatchObject({
    status: 'failed',
    code: 'ERR_SECRET_REFUSED',
    providerCode: 'EncryptionFailure',
  })
  expect(await versionIds()).toEqual(before)
})

test('a secret that another one took the name of between two calls is not filled', async () => {
  const prepared = await store.prepare(target())
  if (prepared.status !== 'ready') throw new Error(prepared.sentence)
  await admin().send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))
  world.cloud.moveClock(60)
  await admin().send(new CreateSecretCommand({ Name: SecretId, SecretString: 'theirs' }))
  const put = store.put(target({ arn: prepared.arn }), new Secret('ours'), newId())
  expect(await put).toMatchObject({ status: 'failed', code: 'ERR_SECRET_FOREIGN' })
  expect(await readable()).toBe('theirs')
})
