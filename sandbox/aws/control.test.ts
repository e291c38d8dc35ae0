import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { request } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, TestCloud, trusting } from '../testing'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await TestCloud.start()
})
afterEach(() => cloud.close())

async function get(path: string): Promise<unknown> {
  return (await fetch(`${cloud.endpoint}/_sandbox/${path}`)).json()
}

async function post(path: string, value: unknown, type = 'application/json'): Promise<number> {
  const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(value) }
  return (await fetch(`${cloud.endpoint}/_sandbox/${path}`, init)).status
}

const identity = () => cloud.sts(cloud.admin()).send(new GetCallerIdentityCommand({}))
const order = (kind: string, times = 1) => post('faults', { operation: 'GetCallerIdentity', kind, times })

test('the clock is moved and told', async () => {
  expect(await post('clock', { offsetSeconds: 3600 })).toBe(200)
  const before = Date.now()
  const { offsetSeconds, now } = (await get('clock')) as { offsetSeconds: number; now: string }
  expect(offsetSeconds).toBe(3600)
  expect(new Date(now).getTime()).toBeGreaterThanOrEqual(before + 3_600_000)
  expect(new Date(now).getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000)
  expect(await get('health')).toEqual({ status: 'ok' })
})

test('what a web page could send changes nothing', async () => {
  expect(await post('clock', { offsetSeconds: 3600 }, 'text/plain')).toBe(415)
  const status = await new Promise((resolve) => {
    const url = new URL('/_sandbox/clock', cloud.endpoint)
    request(url, { headers: { host: 'evil.example' } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    }).end()
  })
  expect(status).toBe(403)
  expect(cloud.state.clockOffsetSeconds).toBe(0)
})

test.each([[{ offsetSeconds: 'x' }], [{ offsetSeconds: 1.5 }], [{}], [{ offsetSeconds: 1, more: 1 }]])(
  'the clock input %j is refused',
  async (input) => {
    expect(await post('clock', input)).toBe(400)
    expect(cloud.state.clockOffsetSeconds).toBe(0)
  },
)

test('an ordered fault hits so many calls of its operation, and no other', async () => {
  await order('throttle', 2)
  expect(await failure(identity())).toBe('Throttling: Rate exceeded')
  await order('error-500')
  expect(await failure(identity())).toMatch(/^InternalFailure: /)
  expect(await failure(identity())).toBe('succeeded')
})

test('rubbish is no answer that a client understands, and a time-out none at all', async () => {
  await order('rubbish')
  expect(await failure(identity())).not.toBe('succeeded')
  await order('timeout')
  const aborted = AbortSignal.timeout(100)
  const command = new GetCallerIdentityCommand({})
  expect(await failure(cloud.sts(cloud.admin()).send(command, { abortSignal: aborted }))).toMatch(
    /^AbortError: /,
  )
})

test('a dropped connection loses the answer, not the work', async () => {
  const arn = cloud.addRole(HOME, 'Worker', trusting(adminArn()))
  await post('faults', { operation: 'AssumeRole', kind: 'drop-after', times: 1 })
  expect(await failure(cloud.assume(cloud.admin(), arn))).not.toBe('succeeded')
  expect(cloud.state.sessions.size).toBe(1)
})

test('a held answer never comes, and the work is done', async () => {
  const arn = cloud.addRole(HOME, 'Worker', trusting(adminArn()))
  await post('faults', { operation: 'AssumeRole', kind: 'hold-after', times: 1 })
  const command = new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'held' })
  const abortSignal = AbortSignal.timeout(300)
  expect(await failure(cloud.sts(cloud.admin()).send(command, { abortSignal }))).toMatch(/^AbortError: /)
  expect(cloud.state.sessions.size).toBe(1)
})

test('an unknown kind of fault is refused', async () => {
  expect(await order('nonsense')).toBe(400)
})

test('calls are told with caller, outcome and the reasons of the decision, never with a credential', async () => {
  const user = cloud.addUser('nobody', allow('s3:ListBucket'))
  const arn = cloud.addRole(HOME, 'Worker', trusting(adminArn()))
  const issued = await cloud.assume(cloud.admin(), arn, { SourceIdentity: 'alice' })
  await failure(cloud.assume(user, arn))
  const { calls } = (await get('calls?operation=AssumeRole')) as { calls: Record<string, unknown>[] }
  expect(calls).toMatchObject([
    {
      callerArn: adminArn(),
      status: 200,
      errorCode: null,
      parameters: { RoleArn: arn, SourceIdentity: 'alice' },
    },
    { callerArn: `arn:aws:iam::${HOME}:user/nobody`, status: 403, errorCode: 'AccessDenied' },
  ])
  expect(calls[1]?.['explanation']).not.toHaveLength(0)
  expect(JSON.stringify(calls)).not.toContain(issued.secretAccessKey)
  expect(JSON.stringify(calls)).not.toContain(issued.sessionToken)
})
