import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adminArn, allow, HOME, TestCloud, trusting, type Credentials } from '../../testing'
import { presigned, send, signed, type Choice, type Plain } from '../../testing-signer'

let cloud: TestCloud
let host: string

beforeAll(async () => {
  cloud = await TestCloud.start()
  host = new URL(cloud.endpoint).host
  await cloud.s3(cloud.admin()).send(new s3.CreateBucketCommand({ Bucket: 'reports' }))
})
beforeEach(async () => {
  cloud.moveClock(0)
  await cloud
    .s3(cloud.admin())
    .send(new s3.PutObjectCommand({ Bucket: 'reports', Key: 'a b+c.txt', Body: 'the report' }))
})
afterAll(() => cloud.close())

const PATH = '/reports/a%20b%2Bc.txt'
const plain = (method = 'GET', more: Partial<Plain> = {}): Plain => ({
  method,
  path: PATH,
  headers: { host },
  ...more,
})
const get = (choice: Choice = {}, credentials: Credentials = cloud.admin()) =>
  send(cloud.endpoint, presigned(plain(), credentials, choice))
const object = (key: string) => cloud.state.buckets.get('reports')?.objects.get(key)
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000)

test('who holds the address reads the object, its head too when that was signed, and overrides headers', async () => {
  expect(await get()).toMatchObject({ status: 200, text: 'the report' })
  const head = await send(cloud.endpoint, presigned(plain('HEAD'), cloud.admin()))
  expect(head).toMatchObject({ status: 200, headers: { 'content-length': '10' } })
  const named = await get({ parameters: { 'response-content-disposition': 'attachment' } })
  expect(named.headers['content-disposition']).toBe('attachment')
})

test('an address to put with stores whatever body is sent, and what its signer said of it', async () => {
  const put = presigned(plain('PUT', { path: '/reports/new' }), cloud.admin(), {
    parameters: { 'x-amz-meta-from': 'signer' },
  })
  expect((await send(cloud.endpoint, { ...put, body: 'anything' })).status).toBe(200)
  expect(object('new')?.size).toBe(8)
  expect(object('new')?.metadata.get('from')).toBe('signer')
})

test('another method, key, parameter or host than the signed one is refused', async () => {
  const request = presigned(plain(), cloud.admin())
  const changes: Partial<Plain>[] = [
    { method: 'DELETE' },
    { path: request.path.replace('a%20b', 'other') },
    { path: request.path.replace('X-Amz-Expires=900', 'X-Amz-Expires=901') },
    { path: `${request.path}&response-content-type=text%2Fhtml` },
    { headers: { host: `localhost:${host.split(':')[1] ?? ''}` } },
  ]
  for (const change of changes) {
    expect((await send(cloud.endpoint, { ...request, ...change })).text).toContain('SignatureDoesNotMatch')
  }
  expect(object('a b+c.txt')).toBeDefined()
})

test('it works to the second of its end, by the clock of the machine, and not before its time', async () => {
  expect((await get({ signedAt: secondsAgo(890) })).status).toBe(200)
  const expired = await get({ signedAt: secondsAgo(900) })
  expect(expired.status).toBe(403)
  expect(expired.text).toMatch(
    /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message><X-Amz-Expires>900</,
  )
  expect((await get({ signedAt: secondsAgo(-600) })).status).toBe(200)
  expect((await get({ signedAt: secondsAgo(-960) })).text).toContain('Request is not yet valid')
})

const REFUSED: [string, Choice, string][] = [
  ['more than seven days', { expires: '604801' }, 'X-Amz-Expires must be less than a week'],
  ['a negative time', { expires: '-1' }, 'X-Amz-Expires must be non-negative'],
  ['a time that is no number', { expires: 'soon' }, 'X-Amz-Expires should be a number'],
  ['no date', { parameters: { 'X-Amz-Date': '' } }, 'Query-string authentication version 4 requires'],
  ['a date of another form', { parameters: { 'X-Amz-Date': '2026-07-01' } }, 'ISO8601 Long Format'],
  [
    'a date of another day than its scope',
    { parameters: { 'X-Amz-Date': '20200101T000000Z' } },
    'Invalid credential date',
  ],
  ['another algorithm', { parameters: { 'X-Amz-Algorithm': 'AWS4-ECDSA' } }, 'X-Amz-Algorithm only supports'],
  ['a scope of no form', { parameters: { 'X-Amz-Credential': 'AKIA/x' } }, 'the Credential is mal-formed'],
]

test.each(REFUSED)('an address with %s is refused', async (_, choice, message) => {
  const { status, text } = await get(choice)
  expect(status).toBe(400)
  expect(text).toContain('<Code>AuthorizationQueryParametersError</Code>')
  expect(text).toContain(message)
})

test('seven days are taken', async () => {
  expect((await get({ expires: '604800', signedAt: secondsAgo(604_000) })).status).toBe(200)
})

test('an x-amz header that was not signed is refused, and so is a second signature', async () => {
  const request = presigned(plain(), cloud.admin())
  const extra = { ...request, headers: { ...request.headers, 'x-amz-meta-a': 'b' } }
  expect((await send(cloud.endpoint, extra)).text).toContain('headers present in the request which were not')
  const both = signed(request, cloud.admin(), 's3')
  expect((await send(cloud.endpoint, both)).text).toContain('Only one auth mechanism allowed')
})

test('the old signature of version 2 is refused by name', async () => {
  const old = plain('GET', { path: `${PATH}?AWSAccessKeyId=AKIA&Signature=x&Expires=9999999999` })
  expect((await send(cloud.endpoint, old)).text).toContain('Please use AWS4-HMAC-SHA256')
})

async function session(policy?: string): Promise<Required<Credentials>> {
  const name = `Reader${cloud.state.sessions.size}`
  const roleArn = cloud.addRole(HOME, name, trusting(adminArn()), allow('s3:*'))
  return cloud.assume(cloud.admin(), roleArn, { DurationSeconds: 900, ...(policy && { Policy: policy }) })
}

test('a session signs with its token, and the address ends with the session', async () => {
  const credentials = await session()
  const request = presigned(plain(), credentials, { expires: '3600' })
  expect((await send(cloud.endpoint, request)).status).toBe(200)
  cloud.moveClock(901)
  const { status, text } = await send(cloud.endpoint, request)
  expect([status, text]).toEqual([400, expect.stringContaining('<Code>ExpiredToken</Code>')])
})

test('without its token, or with an invented one, a session signs nothing', async () => {
  const { accessKeyId, secretAccessKey } = await session()
  expect((await get({}, { accessKeyId, secretAccessKey })).status).toBe(403)
  const invented = await get({}, { accessKeyId, secretAccessKey, sessionToken: 'invented' })
  expect(invented.text).toContain('<Code>InvalidToken</Code>')
})

test('policies are judged at the use: a deny from a moment on ends an address that was signed before', async () => {
  const end = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, '')
  const statements = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': end } },
    },
  ]
  const credentials = await session(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
  const request = presigned(plain(), credentials, { expires: '3600' })
  expect((await send(cloud.endpoint, request)).status).toBe(200)
  cloud.moveClock(61)
  const { status, text } = await send(cloud.endpoint, request)
  expect([status, text]).toEqual([403, expect.stringContaining('explicit deny in a session policy')])
})
