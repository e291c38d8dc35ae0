import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { openConsole } from './index'

const domain = useDomain()

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
  expect(domain.calls('getSigninToken'), 'nothing was handed to the sign-in endpoint').toEqual([])
})

/** A call that never ends is given up sooner than it would be. */
function giveUpSoon(): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(1500))
}

/** What a click came to: the refusal, and the one session and its events as they are stored. */
async function clickThatFails(aws = domain.aws) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const sessionId = newId()
  const click = call(openConsole, { ...alice, clouds: { aws } }, { sessionId, grantId })
  const refusal: unknown = await click.catch((error: unknown) => error)
  const [session, ...more] = await domain.database.session.findMany()
  expect(more).toEqual([])
  const events = (await domain.events()).filter((event) => event.about.sessionId === sessionId)
  return { refusal, session, events: events.map(({ type, data }) => [type, data.code] as const) }
}

test.each([
  ['throttles', 'throttle', 'failed', 'ERR_STS_THROTTLED', 'try again in a minute'],
  ['fails inside', 'error-500', 'unknown', 'ERR_STS_UNKNOWN', 'not known whether a session was issued'],
  ['answers rubbish', 'rubbish', 'unknown', 'ERR_STS_UNKNOWN', 'not known whether a session was issued'],
  ['never answers', 'timeout', 'unknown', 'ERR_STS_UNKNOWN', 'not known whether a session was issued'],
  [
    'issues and drops the line',
    'drop-after',
    'unknown',
    'ERR_STS_UNKNOWN',
    'not known whether a session was issued',
  ],
] as const)(
  'when AWS %s, one attempt is written down with what is known of it (invariant 3)',
  async (_, fault, status, code, words) => {
    if (fault === 'timeout') giveUpSoon()
    domain.breakCloud('AssumeRole', fault)
    const { refusal, session, events } = await clickThatFails()
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(words) as string })
    expect(session).toMatchObject({
      status,
      failureCode: code,
      failureSentence: (refusal as Error).message,
      accessKeyId: null,
      handedOverAt: null,
      settledAt: expect.any(Date) as Date,
    })
    expect(events).toEqual([
      ['session.intended', undefined],
      [`session.${status}`, code],
    ])
    expect(domain.calls('AssumeRole')).toHaveLength(1)
    // What is unknown counts as live until it would have expired.
    expect(session?.expiresAt.getTime()).toBe(
      (session?.intendedAt.getTime() ?? 0) + (session?.requestedDurationSeconds ?? 0) * 1000,
    )
  },
)

test('when AWS cannot be reached nothing was issued, and that is said', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  const { refusal, session, events } = await clickThatFails(domain.awsAt(`http://127.0.0.1:${String(port)}`))
  expect(refusal).toMatchObject({ code: 'ERR_STS_UNREACHABLE' })
  expect(session).toMatchObject({ status: 'failed', failureCode: 'ERR_STS_UNREACHABLE' })
  expect(events.at(-1)).toEqual(['session.failed', 'ERR_STS_UNREACHABLE'])
})

test.each(['sts:TagSession', 'sts:SetSourceIdentity', 'sts:AssumeRole'])(
  'a role that does not allow %s gives nothing: without its tags and names no session is made',
  async (missing) => {
    const role = domain.cloud.state.accounts.get('222222222222')?.roles.get('reports')
    if (role === undefined) throw new Error('the role is missing')
    role.trustPolicy = role.trustPolicy.replace(`"${missing}"`, '"sts:AssumeRoleWithSAML"')
    const { refusal, session, events } = await clickThatFails()
    expect(refusal).toMatchObject({
      code: 'ERR_STS_REFUSED',
      message: expect.stringContaining('administrator') as string,
    })
    expect(session).toMatchObject({ status: 'failed', failureCode: 'ERR_STS_REFUSED', accessKeyId: null })
    expect(events.at(-1)).toEqual(['session.failed', 'ERR_STS_REFUSED'])
    expect(domain.cloud.state.sessions.size).toBe(0)
  },
)

test('Daypass’s own credentials being unknown to AWS, or missing, is a refusal that says so', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAUNKNOWN000000000')
  const { refusal, session } = await clickThatFails(domain.awsAt(domain.cloud.endpoint))
  expect(refusal).toMatchObject({
    code: 'ERR_STS_REFUSED',
    message: expect.stringContaining('own credentials') as string,
  })
  expect(session).toMatchObject({ status: 'failed' })
})

test('after a failure the next click makes a session of its own', async () => {
  domain.breakCloud('AssumeRole', 'throttle')
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const first = newId()
  await expect(call(openConsole, alice, { sessionId: first, grantId })).rejects.toMatchObject({
    code: 'ERR_STS_THROTTLED',
  })
  // The click that failed is answered once and for all: a repeated one never asks AWS again.
  await expect(call(openConsole, alice, { sessionId: first, grantId })).rejects.toMatchObject({
    code: 'ERR_ALREADY_ISSUED',
  })
  expect(domain.calls('AssumeRole')).toHaveLength(1)
})

test('no error that a click throws shows anything secret, however it is printed (invariant 8)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  for (const fault of ['throttle', 'error-500', 'rubbish', 'drop-after'] as const) {
    domain.breakCloud('AssumeRole', fault)
    const error: unknown = await call(openConsole, alice, { sessionId: newId(), grantId }).catch(
      (thrown: unknown) => thrown,
    )
    const printed = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)
    const secrets = [...domain.cloud.state.sessions.values()].flatMap((one) => [
      one.secretAccessKey,
      one.sessionToken,
    ])
    for (const secret of [...secrets, process.env.AWS_SECRET_ACCESS_KEY ?? '?'])
      expect(printed).not.toContain(secret)
  }
})
