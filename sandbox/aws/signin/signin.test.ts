import { afterEach, beforeEach, expect, test } from 'vitest'
import { adminArn, allow, HOME, OTHER, TestCloud, trusting, type Credentials } from '../../testing'

let cloud: TestCloud
let roleArn: string
let session: Required<Credentials>

beforeEach(async () => {
  cloud = await TestCloud.start()
  roleArn = cloud.addRole(HOME, 'Worker', trusting(adminArn()), allow('*'))
  session = await cloud.assume(cloud.admin(), roleArn)
})
afterEach(() => cloud.close())

function sessionJson({ accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  return JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken })
}

function federation(fields: Record<string, string>, init: RequestInit = {}): Promise<Response> {
  const query = new URLSearchParams(fields).toString()
  return fetch(`${cloud.endpoint}/federation?${query}`, { redirect: 'manual', ...init })
}

function askToken(credentials: Credentials, more: Record<string, string> = {}): Promise<Response> {
  const fields = { Action: 'getSigninToken', Session: sessionJson(credentials), ...more }
  return fetch(`${cloud.endpoint}/federation`, { method: 'POST', body: new URLSearchParams(fields) })
}

async function tokenOf(credentials: Credentials, more: Record<string, string> = {}): Promise<string> {
  const { SigninToken } = (await (await askToken(credentials, more)).json()) as { SigninToken: string }
  return SigninToken
}

const home = () => `${cloud.cloud.origins.console}/console/home`

function login(SigninToken: string, cookie = '', Destination = home()): Promise<Response> {
  return federation(
    { Action: 'login', Issuer: 'http://127.0.0.1:3000', Destination, SigninToken },
    { headers: { cookie } },
  )
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

test('a token is given for genuine credentials, by POST and by GET, and is kept from caches', async () => {
  const posted = await askToken(session)
  expect(posted.status).toBe(200)
  expect(posted.headers.get('cache-control')).toBe('no-store')
  expect(((await posted.json()) as { SigninToken: string }).SigninToken).toMatch(/^[\w-]{200,}$/)
  expect((await federation({ Action: 'getSigninToken', Session: sessionJson(session) })).status).toBe(200)
})

const FORGED: [string, () => Record<string, unknown>][] = [
  [
    "a user's long-term key",
    () => ({ sessionId: cloud.admin().accessKeyId, sessionKey: cloud.admin().secretAccessKey }),
  ],
  [
    "a user's key with a foreign token",
    () =>
      ({
        ...JSON.parse(sessionJson(session)),
        sessionId: cloud.admin().accessKeyId,
        sessionKey: cloud.admin().secretAccessKey,
      }) as Record<string, unknown>,
  ],
  ['a wrong key', () => ({ ...(JSON.parse(sessionJson(session)) as object), sessionKey: 'wrong' })],
  ['a wrong token', () => ({ ...(JSON.parse(sessionJson(session)) as object), sessionToken: 'wrong' })],
  ['nothing', () => ({})],
]

test.each(FORGED)('%s is answered 400', async (_, sent) => {
  const answer = await federation({ Action: 'getSigninToken', Session: JSON.stringify(sent()) })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toBe('Invalid credentials parameter')
  expect(cloud.state.signinTokens.size).toBe(0)
})

test('what is not JSON, and an unknown action, are answered 400', async () => {
  expect((await federation({ Action: 'getSigninToken', Session: '{' })).status).toBe(400)
  expect((await federation({ Action: 'getSigninToken' })).status).toBe(400)
  expect((await federation({ Action: 'nonsense' })).status).toBe(400)
})

test('ended credentials get no token', async () => {
  cloud.moveClock(3601)
  expect((await askToken(session)).status).toBe(400)
})

test('SessionDuration is refused for credentials that a role obtained', async () => {
  const second = cloud.addRole(OTHER, 'Second', trusting(roleArn))
  const chained = await cloud.assume(session, second)
  expect((await askToken(chained, { SessionDuration: '3600' })).status).toBe(400)
  expect((await askToken(chained)).status).toBe(200)
})

test.each(['899', '43201', '-1', 'x', '1.5'])(
  'a SessionDuration of %s is refused',
  async (SessionDuration) => {
    expect((await askToken(session, { SessionDuration })).status).toBe(400)
  },
)

test('a console session lasts as long as the credentials, or as SessionDuration says', async () => {
  await login(await tokenOf(session))
  await login(await tokenOf(session, { SessionDuration: '43200' }))
  const [plain, long] = [...cloud.state.consoleSessions.values()]
  expect(plain?.expiresAt).toBe(cloud.state.sessions.get(session.accessKeyId)?.expiresAt)
  expect((new Date(long?.expiresAt ?? '').getTime() - Date.now()) / 3_600_000).toBeCloseTo(12, 1)
})

test('login sends the browser to the console, at another origin, with a code and no credential', async () => {
  const token = await tokenOf(session)
  const answer = await login(token)
  expect(answer.status).toBe(302)
  const location = new URL(answer.headers.get('location') ?? '')
  expect(location.origin).toBe(cloud.cloud.origins.console)
  expect(location.origin).not.toBe(cloud.cloud.origins.signin)
  expect(location.searchParams.get('to')).toBe('/console/home')
  expect(location.href).not.toContain(token)
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(answer.headers.getSetCookie()[0]).toMatch(/^sandbox_signin=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('a sign-in token works for 15 minutes and not longer', async () => {
  const token = await tokenOf(session)
  cloud.moveClock(15 * 60 - 2)
  expect((await login(token)).status).toBe(302)
  cloud.moveClock(15 * 60 + 1)
  const late = await login(token)
  expect(late.status).toBe(400)
  expect(await late.text()).toContain('15 minutes')
})

test('a token that was never given out opens nothing', async () => {
  expect((await login('forged')).status).toBe(400)
  expect(cloud.state.consoleSessions.size).toBe(0)
})

const DESTINATIONS: [string, string | null][] = [
  [
    'https://s3.console.aws.amazon.com/s3/buckets/b?region=eu-west-1&prefix=2026/',
    '/s3/buckets/b?region=eu-west-1&prefix=2026/',
  ],
  ['https://eu-central-1.console.aws.amazon.com/s3/buckets/b?prefix=a%20b/', '/s3/buckets/b?prefix=a%20b/'],
  ['https://console.aws.amazon.com/', '/console/home'],
  ['https://console.aws.amazon.com/ec2/home', '/console/home'],
  ['https://evil.example/s3/buckets/b', null],
  ['https://console.aws.amazon.com.evil.example/', null],
  ['http://console.aws.amazon.com/', null],
  ['//evil.example', null],
  ['javascript:alert(1)', null],
  ['', null],
]

test.each(DESTINATIONS)('the destination %s leads to %s', async (destination, path) => {
  const answer = await login(await tokenOf(session), '', destination)
  expect(answer.status).toBe(path === null ? 400 : 302)
  const location = answer.headers.get('location')
  expect(location === null ? null : new URL(location).searchParams.get('to')).toBe(path)
})

test("while another identity's console is open, one must first log out; signing out frees the way", async () => {
  const other = await cloud.assume(cloud.admin(), roleArn, { RoleSessionName: 'another' })
  const cookie = cookieOf(await login(await tokenOf(session)))
  const refused = await login(await tokenOf(other), cookie)
  expect(refused.status).toBe(400)
  const page = await refused.text()
  expect(page).toContain('You must first log out before logging into a different AWS account.')
  const [, link = ''] = /<a href="([^"]+)"/.exec(page) ?? []
  expect(new URL(link.replaceAll('&amp;', '&')).pathname).toBe('/oauth')
  expect(cloud.state.consoleSessions.size).toBe(1)
  const out = await fetch(`${cloud.endpoint}/oauth?Action=logout`, {
    headers: { cookie },
    redirect: 'manual',
  })
  expect(out.headers.get('location')).toBe(`${cloud.cloud.origins.console}/signed-out`)
  expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0')
  expect(cloud.state.consoleSessions.size).toBe(0)
  expect((await login(await tokenOf(other), cookie)).status).toBe(302)
})

test('the same identity, or one whose console has ended, does not stand in the way', async () => {
  const cookie = cookieOf(await login(await tokenOf(session)))
  const again = await login(await tokenOf(session), cookie)
  expect(again.status).toBe(302)
  expect(cloud.state.consoleSessions.size).toBe(1)
  cloud.moveClock(3601)
  const other = await cloud.assume(cloud.admin(), roleArn, { RoleSessionName: 'another' })
  expect((await login(await tokenOf(other), cookieOf(again))).status).toBe(302)
})

const REDIRECTS: [string, number][] = [
  ['http://127.0.0.1:3000/grants', 302],
  ['http://localhost:3000/', 302],
  ['https://console.aws.amazon.com/console/home', 302],
  ['https://evil.example/', 400],
  ['https://aws.amazon.com.evil.example/', 400],
  ['http://127.0.0.1.evil.example/', 400],
  ['http://user@127.0.0.1/', 400],
  ['javascript:alert(1)', 400],
]

test.each(REDIRECTS)('signing out to %s is answered %i', async (target, status) => {
  const query = new URLSearchParams({ Action: 'logout', redirect_uri: target }).toString()
  const answer = await fetch(`${cloud.endpoint}/oauth?${query}`, { redirect: 'manual' })
  expect(answer.status).toBe(status)
})

test('calls are recorded without their secrets', async () => {
  const token = await tokenOf(session)
  await login(token)
  const recorded = JSON.stringify(cloud.cloud.sandbox.calls.list())
  expect(recorded).toContain('getSigninToken')
  for (const secret of [token, session.secretAccessKey, session.sessionToken]) {
    expect(recorded).not.toContain(secret)
  }
})
