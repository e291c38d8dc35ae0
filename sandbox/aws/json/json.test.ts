import {
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, TestCloud, trusting, type Credentials } from '../../testing'
import { Secrets } from '../secretsmanager/testing'

let cloud: TestCloud
let admin: Credentials
let session: Required<Credentials>

beforeAll(async () => {
  cloud = await TestCloud.start()
  admin = cloud.admin()
  const arn = cloud.addRole(HOME, 'Worker', trusting(adminArn()), allow('*'))
  session = await cloud.assume(admin, arn, { DurationSeconds: 900 })
  await new Secrets(cloud, admin).create('json')
})
afterAll(() => cloud.close())
afterEach(() => {
  cloud.moveClock(0)
})

const list = (credentials: Credentials) =>
  failure(cloud.secrets(credentials).send(new ListSecretsCommand({})))

const UNKNOWN = 'UnrecognizedClientException: The security token included in the request is invalid.'

test('what is wrong with credentials has the codes of the JSON services', async () => {
  expect(await list(session)).toBe('succeeded')
  expect(await list({ ...admin, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' })).toBe(UNKNOWN)
  expect(await list({ ...session, sessionToken: 'forged' })).toBe(UNKNOWN)
  expect(await list({ ...admin, secretAccessKey: 'x'.repeat(40) })).toMatch(/^InvalidSignatureException: /)
  cloud.moveClock(900)
  expect(await list(session)).toMatch(/^ExpiredTokenException: /)
})

/** The raw answer to a call of this body, signed by an SDK. */
async function raw(body: string, target = 'secretsmanager.DescribeSecret'): Promise<Response> {
  let answer: Response | undefined
  const client = cloud.secrets(admin)
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: string; headers: Record<string, string> }
      request.body = body
      request.headers['content-length'] = String(Buffer.byteLength(body))
      request.headers['x-amz-target'] = target
      return next(args)
    },
    { step: 'build', priority: 'low' },
  )
  client.middlewareStack.add(
    () => async (args) => {
      const { headers } = args.request as { headers: Record<string, string> }
      answer = await fetch(cloud.endpoint, { method: 'POST', headers, body })
      throw new Error('answered')
    },
    { step: 'finalizeRequest', priority: 'low' },
  )
  await failure(client.send(new ListSecretsCommand({})))
  if (!answer) throw new Error('The SDK sent nothing.')
  return answer
}

test('an error says its type in the body and in a header, and every answer has a request id', async () => {
  const answer = await raw('{"SecretId":"none"}')
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1')
  expect(answer.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException')
  expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await answer.json()).toEqual({
    __type: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  })
})

test.each(['', '{', '[]', '"x"', '{"SecretId":7}', '{"SecretId":{}}'])(
  'the body %j is refused',
  async (body) => {
    const { __type } = (await (await raw(body)).json()) as { __type: string }
    expect(__type).toMatch(/^(SerializationException|ValidationException)$/)
  },
)

test('a member that is null counts as absent', async () => {
  expect((await raw('{"SecretId":"json","Unknown":null}')).status).toBe(200)
})

test('an operation that the sandbox lacks, and a call without one, are unknown', async () => {
  for (const target of ['secretsmanager.RotateSecret', 'TrentService.ListSecrets', 'ListSecrets']) {
    expect(await (await raw('{}', target)).json()).toMatchObject({ __type: 'UnknownOperationException' })
  }
})

test('an unsigned call misses its authentication token', async () => {
  const headers = {
    'x-amz-target': 'secretsmanager.ListSecrets',
    'content-type': 'application/x-amz-json-1.1',
  }
  const answer = await fetch(cloud.endpoint, { method: 'POST', headers, body: '{}' })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
})

async function order(operation: string, kind: string): Promise<void> {
  const body = JSON.stringify({ operation, kind, times: 1 })
  const headers = { 'content-type': 'application/json' }
  await fetch(`${cloud.endpoint}/_sandbox/faults`, { method: 'POST', headers, body })
}

test('ordered faults are those of the JSON services, and a dropped answer leaves the work done', async () => {
  const secrets = new Secrets(cloud, admin)
  const get = () => failure(secrets.client.send(new GetSecretValueCommand({ SecretId: 'json' })))
  await order('GetSecretValue', 'throttle')
  expect(await get()).toBe('ThrottlingException: Rate exceeded')
  await order('GetSecretValue', 'error-500')
  expect(await get()).toMatch(/^InternalServiceError: /)
  await order('GetSecretValue', 'rubbish')
  expect(await get()).not.toBe('succeeded')
  expect(await get()).toBe('succeeded')
  await order('PutSecretValue', 'drop-after')
  const put = new PutSecretValueCommand({ SecretId: 'json', SecretString: 'dropped' })
  expect(await failure(secrets.client.send(put))).not.toBe('succeeded')
  expect(await secrets.read('json')).toBe('dropped')
})

test('a call is recorded with who made it, what for, and why it was decided so', async () => {
  await new Secrets(cloud, admin).read('json')
  const answer = await fetch(`${cloud.endpoint}/_sandbox/calls?operation=GetSecretValue`)
  const { calls } = (await answer.json()) as { calls: unknown[] }
  expect(calls.at(-1)).toMatchObject({
    callerArn: adminArn(),
    parameters: { SecretId: 'json' },
    status: 200,
    errorCode: null,
  })
  expect(JSON.stringify(calls.at(-1))).toContain('may perform secretsmanager:GetSecretValue')
})
