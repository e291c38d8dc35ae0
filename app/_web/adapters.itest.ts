import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { exportRoute } from '@/app/audit/export-route'
import type { Context, SignInRules, SystemContext } from '@/lib/identity/index'
import { listPeople, readPerson, reinstatePerson, suspendPerson } from '@/lib/identity/index'
import { errorStatus } from '@/lib/kernel/errors'
import type { ErrorCode } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { CALLS, OPERATORS } from '@/lib/testing/authorization/calls'
import type { Call } from '@/lib/testing/authorization/calls'
import { call } from '@/lib/testing/domain'
import { usePeople as setUpPeople } from '@/lib/testing/people'
import { action } from './action'
import { formRoute } from './form-route'
import { liveAnswer, streamAnswer } from './live'
import { load } from './page'
import { route, secretRoute } from './route'

type Web = { token: string | undefined; headers: Headers; system?: SystemContext; signInRules?: SignInRules }
const web = vi.hoisted((): Web => ({ token: undefined, headers: new Headers() }))
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(web.headers),
  cookies: () => Promise.resolve({ get: () => (web.token === undefined ? undefined : { value: web.token }) }),
}))
vi.mock('@/lib/wiring', () => ({ wiring: () => web }))
vi.mock('@/lib/kernel/log', () => ({ log: { info: () => undefined, error: () => undefined } }))

const people = setUpPeople()
const HERE = 'http://127.0.0.1:3000'
const params = (id: string) => ({ params: Promise.resolve({ id }) })

beforeEach(() => {
  web.token = undefined
  web.system = people.system
  web.signInRules = people.rules
})

type Way = (verb: Call['verb'], input: object, origin: string) => Promise<string>
const JSON_BODY = 'application/json'
const FORM_BODY = 'application/x-www-form-urlencoded'

function post(origin: string, type: string, body: string): Request {
  return new Request(`${HERE}/any`, { method: 'POST', body, headers: { origin, 'content-type': type } })
}

/** The code in an answer, and that it has the code's status; "ok" for a success. */
async function codeIn(response: Response): Promise<string> {
  const code = /ERR_[A-Z_]+/.exec(response.ok ? '' : await response.text())?.[0] as ErrorCode | undefined
  expect(response.status).toBe(code === undefined ? 200 : errorStatus[code])
  return code ?? 'ok'
}

/** Every way from the web to a verb. */
const WAYS: Readonly<Record<string, Way>> = {
  action: async (verb, input, origin) => {
    web.headers = new Headers({ origin })
    const answer = await action(verb)(input)
    return answer.ok ? 'ok' : answer.error.code
  },
  route: async (verb, input, origin) =>
    codeIn(
      await route(verb)(post(origin, JSON_BODY, JSON.stringify(input)), { params: Promise.resolve({}) }),
    ),
  'secret route': async (verb, input, origin) =>
    codeIn(
      await secretRoute(verb, () => ({}))(post(origin, JSON_BODY, JSON.stringify(input)), params(newId())),
    ),
  'form route': async (verb, input, origin) => {
    const edge = { inputOf: () => input as never, respond: () => new Response('done'), backTo: () => '/' }
    return codeIn(await formRoute(verb, edge)(post(origin, FORM_BODY, ''), params(newId())))
  },
  'export route': async (verb, _input, origin) =>
    codeIn(await exportRoute(verb as never, 'events')(post(origin, FORM_BODY, ''))),
}
const verbs = Object.entries(CALLS).map(([name, { verb }]) => ({ name, verb }))

describe.each(Object.entries(WAYS))('by %s', (_, way) => {
  test('nobody signed in is answered 401 by every verb, whatever they send', async () => {
    for (const { name, verb } of verbs) expect(await way(verb, {}, HERE), name).toBe('ERR_SIGN_IN_REQUIRED')
  })

  test('another origin is refused by every verb, also to an administrator', async () => {
    web.token = (await people.enter('adam', { groups: ['administrators', 'auditors'] })).reveal()
    for (const { name, verb } of verbs)
      expect(await way(verb, {}, 'http://evil.example'), name).toBe('ERR_CROSS_ORIGIN')
  })

  test('a sign-in that a suspension ended is nobody’s', async () => {
    const adam = await people.administrator()
    const sue = await people.signIn('sue', { groups: ['administrators', 'auditors'] })
    web.token = (await people.enter('sue', { groups: ['administrators', 'auditors'] })).reveal()
    await call(suspendPerson, adam, { personId: sue.actor.personId, reason: 'A lost laptop' })
    for (const { name, verb } of verbs) expect(await way(verb, {}, HERE), name).toBe('ERR_SIGN_IN_REQUIRED')
  })
})

test.each(['action', 'route', 'form route'])(
  'by %s the same person gets the same answer as the verb gives',
  async (name) => {
    const way = WAYS[name] ?? (() => Promise.reject(new Error('no such way')))
    const { actor: stranger } = await people.signIn('stranger')
    const calls = [
      { verb: listPeople, input: {} },
      { verb: readPerson, input: { personId: stranger.personId } },
      { verb: readPerson, input: { personId: newId() } },
      { verb: reinstatePerson, input: { personId: stranger.personId } },
      { verb: suspendPerson, input: { personId: stranger.personId, reason: '!' } },
    ]
    for (const handle of ['adam', 'audrey', 'stranger']) {
      const groups = { adam: ['administrators'], audrey: ['auditors'] }[handle] ?? []
      const ctx = await people.signIn(handle, { groups })
      web.token = (await people.enter(handle, { groups })).reveal()
      for (const { verb, input } of calls) {
        const direct = await directly(verb, ctx, input)
        expect(await way(verb as never, input, HERE), `${verb.verbName} by ${handle}`).toBe(direct)
      }
    }
  },
)

async function directly(verb: Call['verb'], ctx: Context, input: object): Promise<string> {
  try {
    await call(verb, ctx, input)
    return 'ok'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a page sends who is not signed in to the sign-in page, and shows nothing', async () => {
  web.headers = new Headers({ 'x-daypass-path': '/admin/people' })
  for (const { name, verb } of verbs)
    await expect(load(verb, {}), name).rejects.toMatchObject({
      digest: expect.stringContaining('/sign-in?from=%2Fadmin%2Fpeople') as string,
    })
})

test('no input says who acts: every verb refuses what names an actor, a context or a role', () => {
  for (const { name, verb } of verbs)
    for (const key of ['actor', 'ctx', 'personCode', 'roles']) {
      const issues = verb.input.safeParse({ [key]: 'adam' }).error?.issues ?? []
      expect(issues, `${name} takes ${key}`).toContainEqual(expect.objectContaining({ keys: [key] }))
    }
})

const root = path.resolve(import.meta.dirname, '../..')
const sources = globSync('app/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*test.ts'] }).map((file) => ({
  file,
  text: readFileSync(path.join(root, file), 'utf8'),
}))

test('a GET and a page only read: no verb behind one changes anything', () => {
  const reads = new Set(
    Object.values(CALLS).flatMap((one) => (one.reads === true ? [one.verb.verbName] : [])),
  )
  // What `app/` itself makes of a verb goes by that verb's name.
  const made = sources.flatMap(({ text }) => [...text.matchAll(/export const (\w+) = verb\(\s*'([a-z-]+)'/g)])
  const verbNames = new Map(made.map(([, name = '', verbName = '']) => [name, verbName]))
  const loaded = sources.flatMap(({ text }) => [
    ...text.matchAll(/(?:export const GET = route\(|\bload\(\s*|\breadList\(\s*)(\w+)/g),
  ])
  // `readList` loads what it is given, which is named there.
  const names = new Set(loaded.map(([, name = '']) => name).filter((name) => name !== 'query'))
  expect(names.size).toBeGreaterThan(20)
  for (const name of names)
    expect(reads.has(verbNames.get(name) ?? CALLS[name]?.verb.verbName ?? ''), name).toBe(true)
})

const BY_HAND = ['app/api/live/route.ts', 'app/api/health/live/route.ts', 'app/api/health/ready/route.ts']

test('whatever the web offers is a verb behind an adapter, but for the stream and what says that the portal is well', () => {
  const offered = sources.filter(
    ({ file, text }) =>
      !BY_HAND.includes(file) && (file.endsWith('/route.ts') || text.startsWith("'use server'")),
  )
  expect(offered.length).toBeGreaterThan(15)
  for (const { file, text } of offered) {
    const adapters = /= (action|route|secretRoute|formRoute|exportRoute|authRoute)\(|: WebVerb</
    for (const line of text.match(/^export (?!type\b|const dynamic\b).*$/gm) ?? [])
      if (!file.startsWith('app/_web/')) expect(line, file).toMatch(adapters)
  }
})

test('the stream of what changes opens for nobody who is not signed in', async () => {
  expect((await liveAnswer()).status).toBe(401)
  expect((await streamAnswer(new Request(`${HERE}/api/live`))).status).toBe(401)
})

test('what the operator calls is reached by no address', () => {
  for (const { file, text } of sources) for (const name of OPERATORS) expect(text, file).not.toContain(name)
})
