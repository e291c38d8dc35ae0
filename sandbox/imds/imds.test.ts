import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStore, type Store } from '../aws/store'
import { startCloud, type Cloud } from '../cloud'
import { failure } from '../testing'
import { demoWorld } from '../world'
import { INSTANCES } from '../world-home'
import { startMetadataService, type MetadataService } from '.'

let store: Store
let cloud: Cloud
let metadata: MetadataService

beforeEach(async () => {
  store = openStore()
  demoWorld(store.state)
  cloud = await startCloud(store)
  metadata = await startMetadataService(cloud.sandbox, INSTANCES.portal)
})
afterEach(async () => {
  vi.useRealTimers()
  await metadata.close()
  await cloud.close()
})

const CREDENTIALS = '/latest/meta-data/iam/security-credentials/portal'

function askToken(ttl: string | undefined, more: Record<string, string> = {}): Promise<Response> {
  const headers = { ...(ttl !== undefined && { 'x-aws-ec2-metadata-token-ttl-seconds': ttl }), ...more }
  return fetch(`${metadata.url}/latest/api/token`, { method: 'PUT', headers })
}

async function token(ttl = '21600'): Promise<string> {
  return (await askToken(ttl)).text()
}

function get(path: string, held?: string): Promise<Response> {
  const headers = held === undefined ? {} : { 'x-aws-ec2-metadata-token': held }
  return fetch(`${metadata.url}${path}`, { headers })
}

interface Document {
  AccessKeyId: string
  SecretAccessKey: string
  Token: string
  Expiration: string
}

async function credentials(): Promise<Document> {
  return (await (await get(CREDENTIALS, await token())).json()) as Document
}

function stsOf({ AccessKeyId, SecretAccessKey, Token }: Document): STSClient {
  const held = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token }
  return new STSClient({
    endpoint: cloud.origins.aws,
    region: 'eu-central-1',
    credentials: held,
    maxAttempts: 1,
  })
}

function onlyTheClock(time: Date): void {
  vi.useFakeTimers({ toFake: ['Date'], now: time })
}

test('nothing is read without a token, with a made-up one, or with one that has ended', async () => {
  const held = await token('60')
  for (const path of ['/latest/meta-data/', CREDENTIALS, '/latest/dynamic/instance-identity/document']) {
    expect((await get(path)).status).toBe(401)
    expect((await get(path, 'made-up')).status).toBe(401)
    expect((await get(path, held)).status).toBe(200)
  }
  onlyTheClock(new Date(Date.now() + 61_000))
  expect((await get(CREDENTIALS, held)).status).toBe(401)
})

test.each(['0', '21601', '-1', '1.5', 'x', undefined])('a token for %s seconds is refused', async (ttl) => {
  expect((await askToken(ttl)).status).toBe(400)
})

test('a forwarded call gets no token, nor does a page that calls this machine by another name', async () => {
  expect((await askToken('60', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403)
  expect((await fetch(`${metadata.url}/latest/api/token`, { method: 'POST' })).status).toBe(405)
})

test('the instance tells its role, its Region and who it is', async () => {
  const held = await token()
  const read = async (path: string) => (await get(path, held)).text()
  expect(await read('/latest/meta-data/iam/security-credentials/')).toBe('portal')
  expect(await read('/latest/meta-data/placement/region')).toBe('eu-central-1')
  expect(await read('/latest/meta-data/instance-id')).toBe(INSTANCES.portal.id)
  expect(JSON.parse(await read('/latest/dynamic/instance-identity/document'))).toMatchObject({
    accountId: '999900001111',
    instanceId: INSTANCES.portal.id,
    region: 'eu-central-1',
  })
  expect((await get('/latest/meta-data/iam/security-credentials/worker', held)).status).toBe(404)
})

test('the credentials are those of the instance role', async () => {
  const sts = stsOf(await credentials())
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}))
  expect(Arn).toBe(`arn:aws:sts::999900001111:assumed-role/portal/${INSTANCES.portal.id}`)
  sts.destroy()
})

test('a session that an instance role asks for may last twelve hours: that is no chaining', async () => {
  const sts = stsOf(await credentials())
  const RoleArn = 'arn:aws:iam::111122223333:role/daypass/FinanceLedger'
  const long = { RoleArn, RoleSessionName: 'long', DurationSeconds: 43_200 }
  const { Credentials } = await sts.send(new AssumeRoleCommand(long))
  const left = (Credentials?.Expiration?.getTime() ?? 0) - Date.now()
  expect(left / 3_600_000).toBeCloseTo(12, 1)
  sts.destroy()
})

test('credentials last six hours, are the same until shortly before their end, and then are new ones', async () => {
  const first = await credentials()
  const start = Date.now()
  expect((new Date(first.Expiration).getTime() - start) / 3_600_000).toBeCloseTo(6, 2)
  onlyTheClock(new Date(start + 4.9 * 3_600_000))
  expect(await credentials()).toEqual(first)
  onlyTheClock(new Date(start + 5.1 * 3_600_000))
  const second = await credentials()
  expect(second.AccessKeyId).not.toBe(first.AccessKeyId)
  const call = (held: Document) => failure(stsOf(held).send(new GetCallerIdentityCommand({})))
  expect(await call(first)).toBe('succeeded')
  onlyTheClock(new Date(start + 6.1 * 3_600_000))
  expect(await call(first)).toMatch(/^ExpiredToken: /)
  expect(await call(second)).toBe('succeeded')
})

test('moving the test clock does not end them: clients renew them by the machine', async () => {
  const held = await credentials()
  store.state.clockOffsetSeconds = 7 * 24 * 3600
  expect(await failure(stsOf(held).send(new GetCallerIdentityCommand({})))).toBe('succeeded')
})

test('the SDK finds them by itself', async () => {
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', `${metadata.url}/`)
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null')
  for (const name of [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_PROFILE',
    'AWS_EC2_METADATA_DISABLED',
  ])
    vi.stubEnv(name, undefined)
  const sts = new STSClient({ endpoint: cloud.origins.aws, region: 'eu-central-1' })
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}))
  expect(Arn).toContain('assumed-role/portal/')
  sts.destroy()
  vi.unstubAllEnvs()
})
