import * as s3 from '@aws-sdk/client-s3'
import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './aws/store'
import { startCloud, type Cloud } from './cloud'
import { failure } from './testing'
import { DATA_LAKE_EXTERNAL_ID, demoWorld, portalKey } from './world'

let cloud: Cloud
let sts: STSClient

beforeAll(async () => {
  const store = openStore()
  demoWorld(store.state)
  cloud = await startCloud(store)
  const key = portalKey(store.state)
  const credentials = { accessKeyId: key?.id ?? '', secretAccessKey: key?.secret ?? '' }
  sts = new STSClient({ endpoint: cloud.origins.aws, region: 'eu-central-1', credentials, maxAttempts: 1 })
})
afterAll(async () => {
  sts.destroy()
  await cloud.close()
})

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
  [LAKE, 'DataLakeRead', lake, ['datalake-raw', 'datalake-curated'], ['partner-exchange']],
  [LAKE, 'DataLakeWrite', lake, ['datalake-raw', 'datalake-curated'], ['partner-exchange']],
  [LAKE, 'PartnerExchange', lake, ['partner-exchange'], ['datalake-raw']],
  [PLATFORM, 'SupportReadOnly', {}, ['support-uploads', 'platform-artifacts'], ['finance-reports']],
  [PLATFORM, 'ArtifactPublisher', {}, ['platform-artifacts'], ['support-uploads']],
  [PLATFORM, 'IncidentResponder', {}, ['support-uploads', 'platform-artifacts'], ['datalake-raw']],
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

test('the portal itself can read nothing', async () => {
  const key = portalKey(cloud.sandbox.state)
  const credentials = { accessKeyId: key?.id ?? '', secretAccessKey: key?.secret ?? '' }
  const config = { endpoint: cloud.origins.aws, region: 'eu-central-1', credentials, forcePathStyle: true }
  const client = new s3.S3Client(config)
  expect(await failure(client.send(new s3.ListBucketsCommand({})))).toMatch(/^AccessDenied: /)
  const get = new s3.GetObjectCommand({ Bucket: 'finance-reports', Key: 'README.txt' })
  expect(await failure(client.send(get))).toMatch(/^AccessDenied: /)
  client.destroy()
})
