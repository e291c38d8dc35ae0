import * as s3 from '@aws-sdk/client-s3'
import * as sm from '@aws-sdk/client-secrets-manager'
import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './aws/store'
import { startCloud, type Cloud } from './cloud'
import { failure, type Credentials } from './testing'
import { instanceCredentials, type Instance } from './imds/instance'
import { DATA_LAKE_EXTERNAL_ID, demoWorld } from './world'
import { INSTANCES } from './world-home'

let cloud: Cloud
let sts: STSClient

beforeAll(async () => {
  const store = openStore()
  demoWorld(store.state)
  cloud = await startCloud(store)
  sts = stsOf(INSTANCES.portal)
})
afterAll(async () => {
  sts.destroy()
  await cloud.close()
})

function credentialsOf(instance: Instance): Credentials {
  const session = instanceCredentials(cloud.sandbox, instance)
  if (!session) throw new Error(`${instance.roleName} has no role`)
  return session
}

function stsOf(instance: Instance): STSClient {
  const credentials = credentialsOf(instance)
  return new STSClient({ endpoint: cloud.origins.aws, region: 'eu-central-1', credentials, maxAttempts: 1 })
}

const FINANCE = '111122223333'
const LAKE = '444455556666'
const PLATFORM = '777788889999'

async function clientOf(account: string, name: string, more: Partial<AssumeRoleCommandInput> = {}) {
  const RoleArn = `arn:aws:iam::${account}:role/daypass/${name}`
  const tags = { Tags: [{ Key: 'grant', Value: 'g' }], TransitiveTagKeys: ['grant'], SourceIdentity: 'alice' }
  const input = { RoleArn, RoleSessionName: 'demo', ...tags, ...more }
  const { Credentials } = await sts.send(new AssumeRoleCommand(input))
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
  return new s3.S3Client({
    endpoint: cloud.origins.aws,
    region: 'eu-central-1',
    credentials,
    forcePathStyle: true,
  })
}

const lake = { ExternalId: DATA_LAKE_EXTERNAL_ID }
const REACH: [string, string, Partial<AssumeRoleCommandInput>, string[], string[]][] = [
  [FINANCE, 'SensitiveS3Access', {}, ['finance-reports'], ['finance-ledger', 'payroll-archive']],
  [FINANCE, 'FinanceLedger', {}, ['finance-ledger'], ['finance-reports']],
  [FINANCE, 'PayrollRead', {}, ['payroll-archive'], ['finance-reports']],
  [FINANCE, 'PayrollCorrections', {}, ['payroll-corrections'], ['payroll-archive']],
  [LAKE, 'DataLakeRead', lake, ['datalake-raw', 'datalake-curated'], ['partner-exchange']],
  [LAKE, 'DataLakeWrite', lake, ['datalake-raw', 'datalake-curated'], ['partner-exchange']],
  [LAKE, 'PartnerExchange', lake, ['partner-exchange'], ['datalake-raw']],
  [PLATFORM, 'SupportReadOnly', {}, ['support-uploads', 'platform-artifacts'], ['finance-reports']],
  [PLATFORM, 'ArtifactPublisher', {}, ['platform-artifacts'], ['support-uploads']],
  [PLATFORM, 'IncidentResponder', {}, ['support-uploads', 'platform-artifacts'], ['datalake-raw']],
  [PLATFORM, 'IncidentResponse', {}, ['support-uploads', 'platform-artifacts'], ['finance-reports']],
  [PLATFORM, 'PlatformOperator', {}, ['support-uploads', 'platform-artifacts'], ['finance-reports']],
]

test.each(REACH)(
  'the role %s/%s reaches its buckets and no other',
  async (account, name, more, within, without) => {
    const client = await clientOf(account, name, more)
    const list = (Bucket: string) => failure(client.send(new s3.ListObjectsV2Command({ Bucket })))
    for (const bucket of within) expect(await list(bucket)).toBe('succeeded')
    for (const bucket of without) expect(await list(bucket)).toMatch(/^AccessDenied: /)
    client.destroy()
  },
)

test('the data lake demands its ExternalId', async () => {
  expect(await failure(clientOf(LAKE, 'DataLakeRead'))).toMatch(/^AccessDenied: /)
})

test.each([
  [FINANCE, 'PayrollRead'],
  [PLATFORM, 'PlatformOperator'],
])('the role %s/%s gives no more than an hour', async (account, name) => {
  expect(await failure(clientOf(account, name, { DurationSeconds: 3601 }))).toContain('MaxSessionDuration')
})

test.each([INSTANCES.portal, INSTANCES.worker])('the $roleName itself can read nothing', async (instance) => {
  const credentials = credentialsOf(instance)
  const config = { endpoint: cloud.origins.aws, region: 'eu-central-1', credentials, forcePathStyle: true }
  const client = new s3.S3Client(config)
  expect(await failure(client.send(new s3.ListBucketsCommand({})))).toMatch(/^AccessDenied: /)
  const get = new s3.GetObjectCommand({ Bucket: 'finance-reports', Key: 'README.txt' })
  expect(await failure(client.send(get))).toMatch(/^AccessDenied: /)
  client.destroy()
})

test('the portal itself can do nothing with secrets', async () => {
  const config = { endpoint: cloud.origins.aws, region: 'eu-central-1', maxAttempts: 1 }
  const secrets = new sm.SecretsManagerClient({ ...config, credentials: credentialsOf(INSTANCES.portal) })
  const SecretId = 'SensitiveS3'
  const calls = [
    () => secrets.send(new sm.CreateSecretCommand({ Name: SecretId, SecretString: '{}' })),
    () => secrets.send(new sm.PutSecretValueCommand({ SecretId, SecretString: '{}' })),
    () => secrets.send(new sm.GetSecretValueCommand({ SecretId })),
    () => secrets.send(new sm.DescribeSecretCommand({ SecretId })),
  ]
  for (const call of calls) expect(await failure(call())).toMatch(/^AccessDeniedException: /)
  secrets.destroy()
})

const WRITERS: [string, { ExternalId?: string }][] = [
  [FINANCE, {}],
  [LAKE, lake],
  [PLATFORM, {}],
]

test.each(WRITERS)(
  'the worker alone writes the secrets of %s, and cannot read them',
  async (account, more) => {
    const command = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/daypass/SecretWriter`,
      RoleSessionName: 'secret',
      ...more,
    })
    expect(await failure(sts.send(command))).toMatch(/^AccessDenied: /)
    const worker = stsOf(INSTANCES.worker)
    const { Credentials: issued } = await worker.send(command)
    const credentials = {
      accessKeyId: issued?.AccessKeyId ?? '',
      secretAccessKey: issued?.SecretAccessKey ?? '',
      sessionToken: issued?.SessionToken ?? '',
    }
    const secrets = new sm.SecretsManagerClient({
      endpoint: cloud.origins.aws,
      region: 'eu-central-1',
      credentials,
      maxAttempts: 1,
    })
    const create = (Name: string) => secrets.send(new sm.CreateSecretCommand({ Name, SecretString: '{}' }))
    expect(await failure(create('daypass/ledger'))).toBe('succeeded')
    expect(await failure(create('payments/key'))).toMatch(/^AccessDeniedException: /)
    const get = new sm.GetSecretValueCommand({ SecretId: 'daypass/ledger' })
    expect(await failure(secrets.send(get))).toMatch(/^AccessDeniedException: /)
    secrets.destroy()
    worker.destroy()
  },
)

test("portal and worker are nobody's to assume", async () => {
  for (const name of ['portal', 'worker']) {
    const RoleArn = `arn:aws:iam::999900001111:role/daypass/${name}`
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'home' })
    expect(await failure(sts.send(command))).toMatch(/^AccessDenied: /)
  }
})
