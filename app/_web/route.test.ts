import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Context } from '@/lib/identity/index'
import { DaypassError } from '@/lib/kernel/errors'
import { verb } from '@/lib/kernel/verb'
import { action } from './action'
import { route } from './route'

const portalUrl = 'http://127.0.0.1:3000'
const web = vi.hoisted(() => ({ signedIn: true, headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(web.headers) }))
vi.mock('@/lib/wiring', () => ({ wiring: () => ({ system: { portalUrl: 'http://127.0.0.1:3000' } }) }))
vi.mock('./context', () => ({
  requestId: () => Promise.resolve('request-1'),
  requestContext: () =>
    web.signedIn
      ? Promise.resolve({ portalUrl: 'http://127.0.0.1:3000' })
      : Promise.reject(new DaypassError('ERR_SIGN_IN_REQUIRED', 'You are not signed in.')),
}))

let called: unknown[]
let outcome: () => unknown
const tryIt = verb(
  'try-it',
  z.strictObject({ id: z.string(), reason: z.string().min(3, 'Say why.') }),
  (_ctx: Context, input) => {
    called.push(input)
    return Promise.resolve(outcome())
  },
)

beforeEach(() => {
  called = []
  outcome = () => ({ done: true })
  web.signedIn = true
  web.headers = new Headers({ origin: portalUrl })
})

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const all = { 'content-type': 'application/json', origin: portalUrl, ...headers }
  const request = new Request(`${portalUrl}/api/tries/7`, { method: 'POST', body, headers: all })
  return route(tryIt)(request, { params: Promise.resolve({ id: '7' }) })
}

test('a route gives the verb its body and the parts of its address, which win', async () => {
  const response = await post('{"id":"8","reason":"audit"}')
  expect([response.status, await response.json()]).toEqual([200, { done: true }])
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(called).toEqual([{ id: '7', reason: 'audit' }])
})

test('a GET takes its input from the query', async () => {
  const response = await route(tryIt)(new Request(`${portalUrl}/api/tries/7?reason=audit`), {
    params: Promise.resolve({ id: '7' }),
  })
  expect(response.status).toBe(200)
})

test.each([
  ['no JSON', '{', {}, 400, 'ERR_INPUT'],
  ['a JSON array', '[]', {}, 400, 'ERR_INPUT'],
  ['an unknown field', '{"reason":"audit","admin":true}', {}, 400, 'ERR_INPUT'],
  ['a form', 'reason=audit', { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'ERR_INPUT'],
  ['70 KB', JSON.stringify({ reason: 'x'.repeat(70_000) }), {}, 400, 'ERR_INPUT'],
  ['another origin', '{"reason":"audit"}', { origin: 'http://evil.example' }, 403, 'ERR_CROSS_ORIGIN'],
])('%s never reaches the verb', async (_what, body, headers, status, code) => {
  const response = await post(body, headers)
  expect([response.status, await response.json()]).toMatchObject([status, { error: { code } }])
  expect(called).toEqual([])
})

test('what is wrong with a field is said at the field', async () => {
  const response = await post('{"reason":"x"}')
  expect(await response.json()).toMatchObject({
    error: { code: 'ERR_INPUT', fields: [{ field: 'reason', sentence: 'Say why.' }] },
  })
})

test('nobody signed in is 401 and never reaches the verb', async () => {
  web.signedIn = false
  expect((await post('{"reason":"audit"}')).status).toBe(401)
  expect(called).toEqual([])
})

test('a refusal has the status of its code, and an unforeseen error says nothing but its id', async () => {
  outcome = () => {
    throw new DaypassError('ERR_NOT_FOUND', 'There is nothing here.')
  }
  expect((await post('{"reason":"audit"}')).status).toBe(404)
  outcome = () => {
    throw new Error('secret detail')
  }
  const response = await post('{"reason":"audit"}')
  const text = await response.text()
  expect([response.status, text.includes('secret detail'), text.includes('request-1')]).toEqual([
    500,
    false,
    true,
  ])
})

test('an action answers instead of throwing, and only to the portal’s own pages', async () => {
  const input = { id: '7', reason: 'audit' }
  expect(await action(tryIt)(input)).toEqual({ ok: true, value: { done: true } })
  web.headers = new Headers({ origin: 'http://evil.example' })
  expect(await action(tryIt)(input)).toMatchObject({ ok: false, error: { code: 'ERR_CROSS_ORIGIN' } })
  expect(called).toHaveLength(1)
})
