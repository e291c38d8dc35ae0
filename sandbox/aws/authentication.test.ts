import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { GetObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, TestCloud, trusting, type Credentials } from '../testing'

let cloud: TestCloud
let admin: Credentials
let session: Required<Credentials>

beforeAll(async () => {
  cloud = await TestCloud.start()
  admin = cloud.admin()
  const arn = cloud.addRole(HOME, 'Worker', trusting(adminArn()), allow('*'))
  session = await cloud.assume(admin, arn, { DurationSeconds: 900 })
})
afterAll(() => cloud.close())
afterEach(() => {
  cloud.moveClock(0)
})

const sts = (credentials: Credentials) =>
  failure(cloud.sts(credentials).send(new GetCallerIdentityCommand({})))
const s3 = (credentials: Credentials) => failure(cloud.s3(credentials).send(new ListBucketsCommand({})))

test("a user's and a session's own credentials are taken by every service", async () => {
  for (const credentials of [admin, session]) {
    expect(await sts(credentials)).toBe('succeeded')
    expect(await s3(credentials)).toBe('succeeded')
  }
})

const wrong: [string, () => Credentials, string, string][] = [
  [
    'an unknown key',
    () => ({ ...admin, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' }),
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
  ],
  [
    'a wrong secret',
    () => ({ ...admin, secretAccessKey: 'x'.repeat(40) }),
    'SignatureDoesNotMatch',
    'SignatureDoesNotMatch',
  ],
  [
    'a forged session token',
    () => ({ ...session, sessionToken: 'forged' }),
    'InvalidClientTokenId',
    'InvalidToken',
  ],
  [
    "a session token with a user's key",
    () => ({ ...admin, sessionToken: session.sessionToken }),
    'InvalidClientTokenId',
    'InvalidToken',
  ],
  [
    "a session's key without its token",
    () => ({ accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey }),
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
  ],
]

test.each(wrong)('%s is refused with the code of each service', async (_, credentials, stsCode, s3Code) => {
  expect(await sts(credentials())).toMatch(new RegExp(`^${stsCode}: `))
  expect(await s3(credentials())).toMatch(new RegExp(`^${s3Code}: `))
})

test('a session is refused from the very second of its end, by the test clock', async () => {
  cloud.moveClock(890)
  expect(await sts(session)).toBe('succeeded')
  cloud.moveClock(900)
  expect(await sts(session)).toBe('ExpiredToken: The security token included in the request is expired')
  expect(await s3(session)).toBe('ExpiredToken: The provided token has expired.')
  expect(await sts(admin)).toBe('succeeded')
})

test('a signature of 16 minutes ago or ahead is refused; the test clock has no say in it', async () => {
  cloud.moveClock(86_400)
  expect(await sts(admin)).toBe('succeeded')
  const now = Date.now()
  const signedAt = async (time: number) => (await fetch(cloud.endpoint, signedForm(time))).text()
  expect(await signedAt(now - 16 * 60_000)).toContain('Signature expired')
  expect(await signedAt(now + 16 * 60_000)).toContain('Signature not yet current')
})

/** The headers of a call whose signature is wrong, but whose time is looked at first. */
function signedForm(time: number): RequestInit {
  const stamp = `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const scope = `${admin.accessKeyId}/${stamp.slice(0, 8)}/us-east-1/sts/aws4_request`
  return {
    method: 'POST',
    body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
    headers: {
      'x-amz-date': stamp,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
    },
  }
}

async function post(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(cloud.endpoint, { method: 'POST', body: new URLSearchParams(fields), headers })
  return { status: answer.status, text: await answer.text() }
}

test('an unsigned call of a query service misses its authentication token', async () => {
  const { status, text } = await post({ Action: 'GetCallerIdentity', Version: '2011-06-15' })
  expect(status).toBe(403)
  expect(text).toContain('<Code>MissingAuthenticationToken</Code>')
  expect(text).toMatch(/<RequestId>[0-9a-f-]{36}<\/RequestId>/)
})

test('an authorization of another form is incomplete', async () => {
  const { text } = await post({ Action: 'ListUsers', Version: '2010-05-08' }, { authorization: 'Basic eDp5' })
  expect(text).toContain('<Code>IncompleteSignature</Code>')
})

test('an unsigned S3 request gets what the bucket policy gives everyone: nothing', async () => {
  const answer = await fetch(`${cloud.endpoint}/`)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('<Code>AccessDenied</Code>')
})

test('half a signature in the address is refused, not ignored', async () => {
  const answer = await fetch(`${cloud.endpoint}/b/k?X-Amz-Signature=abc`)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('<Code>AuthorizationQueryParametersError</Code>')
})

test('a session of a deleted role is worth nothing, also after a role of the same name is made', async () => {
  const arn = cloud.addRole(HOME, 'Fleeting', trusting(adminArn()), allow('*'))
  const credentials = await cloud.assume(admin, arn)
  cloud.state.accounts.get(HOME)?.roles.delete('fleeting')
  expect(await sts(credentials)).toMatch(/^InvalidClientTokenId: /)
  cloud.addRole(HOME, 'Fleeting', trusting(adminArn()), allow('*'))
  expect(await s3(credentials)).toMatch(/^InvalidAccessKeyId: /)
})

test('services and operations that the sandbox lacks are answered with errors', async () => {
  expect(
    await failure(cloud.s3(admin).send(new GetObjectCommand({ Bucket: 'b', Key: 'k', VersionId: '1' }))),
  ).toMatch(/^NotImplemented: /)
  const stamp = '20260101T000000Z'
  const scope = `${admin.accessKeyId}/20260101/us-east-1/dynamodb/aws4_request`
  const headers = {
    'x-amz-date': stamp,
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
  }
  const { status, text } = await post({}, headers)
  expect(status).toBe(400)
  expect(JSON.parse(text)).toMatchObject({ __type: 'UnknownOperationException' })
})
