import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessKeyId, secretAccessKey } from './aws/ids'
import { openStore } from './aws/store'
import { startCloud, type Cloud } from './cloud'
import { failure } from './testing'
import { demoWorld } from './world'

const FINANCE = '111122223333'
const KEY_ARN = `arn:aws:kms:eu-central-1:${FINANCE}:key/1b2f6a3c-7d54-4e0a-9c1f-5a3d2e8b7f60`
const Bucket = 'finance-ledger'

let cloud: Cloud
const clients: s3.S3Client[] = []

beforeAll(async () => {
  const store = openStore()
  demoWorld(store.state)
  cloud = await startCloud(store)
})
afterAll(async () => {
  for (const client of clients) client.destroy()
  await cloud.close()
})

/** A session of FinanceLedger, as AssumeRole would issue it, under a session policy. */
function ledger(sessionPolicy?: object): s3.S3Client {
  const { state } = cloud.sandbox
  const role = state.accounts.get(FINANCE)?.roles.get('financeledger')
  const credentials = {
    accessKeyId: accessKeyId('ASIA'),
    secretAccessKey: secretAccessKey(),
    sessionToken: 'token',
  }
  const Version = '2012-10-17'
  state.sessions.set(credentials.accessKeyId, {
    ...credentials,
    accountId: FINANCE,
    roleName: 'FinanceLedger',
    roleId: role?.id ?? '',
    sessionName: 'alice-1',
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2999-01-01T00:00:00Z',
    sessionPolicy: sessionPolicy ? JSON.stringify({ Version, ...sessionPolicy }) : null,
    tags: new Map(),
    transitiveTagKeys: [],
    sourceIdentity: null,
    chained: false,
    instanceId: null,
  })
  const config = { endpoint: cloud.origins.aws, region: 'eu-central-1', forcePathStyle: true, maxAttempts: 1 }
  const client = new s3.S3Client({ ...config, credentials })
  clients.push(client)
  return client
}

async function firstKey(client: s3.S3Client): Promise<string> {
  const { Contents } = await client.send(new s3.ListObjectsV2Command({ Bucket }))
  return Contents?.[0]?.Key ?? ''
}

test("the ledger's objects are encrypted with the finance account's key, which its role may use", async () => {
  const client = ledger()
  const Key = await firstKey(client)
  const object = await client.send(new s3.GetObjectCommand({ Bucket, Key }))
  expect(object).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN })
  const put = await client.send(new s3.PutObjectCommand({ Bucket, Key: 'new.csv', Body: 'x' }))
  expect(put).toMatchObject({ SSEKMSKeyId: KEY_ARN })
  expect(cloud.sandbox.state.keyAliases.get(`arn:aws:kms:eu-central-1:${FINANCE}:alias/finance`)).toBe(
    KEY_ARN,
  )
})

test('a session whose policy leaves the key out lists the ledger, and reads nothing of it', async () => {
  const client = ledger({ Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } })
  const Key = await firstKey(client)
  expect(Key).not.toBe('')
  const read = client.send(new s3.GetObjectCommand({ Bucket, Key }))
  expect(await failure(read)).toMatch(/^AccessDenied: .*kms:Decrypt .*no session policy allows/)
})

test('a session whose policy names the key through S3 reads the ledger', async () => {
  const key = {
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: KEY_ARN,
    Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
  }
  const client = ledger({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }, key] })
  const read = client.send(new s3.GetObjectCommand({ Bucket, Key: await firstKey(client) }))
  expect(await failure(read)).toBe('succeeded')
})

test('the instances of the account have a role that reads secrets, and nothing of S3', () => {
  const role = cloud.sandbox.state.accounts.get(FINANCE)?.roles.get('ec2normal')
  expect(role?.path).toBe('/')
  expect(role?.trustPolicy).toContain('ec2.amazonaws.com')
  expect([...(role?.policies.values() ?? [])]).toEqual([
    expect.stringMatching(/"Action":"secretsmanager:GetSecretValue","Resource":"\*"/),
  ])
})
