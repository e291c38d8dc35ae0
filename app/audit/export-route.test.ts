import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Context } from '@/lib/identity/index'
import { verb } from '@/lib/kernel/verb'
import { exportRoute } from './export-route'

const portalUrl = 'http://127.0.0.1:3000'
const web = vi.hoisted(() => ({ roles: ['auditor'], logged: vi.fn() }))
vi.mock('@/lib/wiring', () => ({ wiring: () => ({ system: { portalUrl: 'http://127.0.0.1:3000' } }) }))
vi.mock('@/lib/kernel/log', () => ({ log: { info: () => undefined, error: web.logged } }))
vi.mock('@/app/_web/context', () => ({
  requestId: () => Promise.resolve('request-1'),
  requestContext: () => Promise.resolve({ actor: { roles: web.roles } }),
}))

let asked: unknown[]
let read: string[]
let pieces: readonly (string | Error)[]

async function* reading(): AsyncGenerator<string> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece
    read.push(piece)
    yield await Promise.resolve(piece)
  }
}

const exporting = verb(
  'export-grants',
  z.strictObject({ person: z.string().optional(), at: z.iso.datetime().optional() }),
  (_ctx: Context, input) => {
    asked.push(input)
    return Promise.resolve({ fileName: 'daypass-grants-2026-05-03.csv', pieces: reading() })
  },
)

beforeEach(() => {
  asked = []
  read = []
  pieces = ['one\r\n', 'zwölf\r\n', 'three\r\n']
  web.roles = ['auditor']
  web.logged.mockReset()
})

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const all = { 'content-type': 'application/x-www-form-urlencoded', origin: portalUrl, ...headers }
  return exportRoute(
    exporting,
    'grants',
  )(new Request(`${portalUrl}/audit/grants/export`, { method: 'POST', body, headers: all }))
}

test('the answer is a file that browsers keep and nobody caches, by the filters of the form', async () => {
  const response = await post('person=alice&at=2026-05-03T12%3A00%3A00Z')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="daypass-grants-2026-05-03.csv"',
  )
  expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.text()).toBe('one\r\nzwölf\r\nthree\r\n')
  expect(asked).toEqual([{ person: 'alice', at: '2026-05-03T12:00:00Z' }])
})

test('a piece is read when the one before was taken, and none after the reader went away', async () => {
  const reader = (await post('')).body?.getReader()
  expect(read).toEqual([])
  await reader?.read()
  expect(read).toEqual(['one\r\n'])
  await reader?.cancel()
  expect(read).toEqual(['one\r\n'])
})

test('a file that cannot be read to its end breaks off instead of ending, and the log says why', async () => {
  pieces = ['one\r\n', new Error('the database went away')]
  const response = await post('')
  await expect(response.text()).rejects.toThrow()
  expect(web.logged).toHaveBeenCalledWith(expect.objectContaining({ requestId: 'request-1' }), 'export')
})

test.each([
  ['another site’s form', 'person=alice', { origin: 'http://evil.example' }, 403, 'ERR_CROSS_ORIGIN'],
  ['a filter that is not understood', 'at=yesterday', {}, 400, 'ERR_INPUT'],
  ['a filter that is not known', 'buckt=lake', {}, 400, 'ERR_INPUT'],
  ['a filter that is there twice', 'person=alice&person=ben', {}, 400, 'ERR_INPUT'],
  ['another kind of body', '{}', { 'content-type': 'application/json' }, 400, 'ERR_INPUT'],
])('%s exports nothing', async (_what, body, headers, status, code) => {
  const response = await post(body, headers)
  expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(code)])
  expect(asked).toEqual([])
})

test.each(['', 'at=yesterday', 'person=a&person=b'])(
  'for who is no auditor there is nothing here, whatever the form holds: %j',
  async (body) => {
    web.roles = ['requester', 'administrator']
    expect((await post(body)).status).toBe(404)
    expect(asked).toEqual([])
  },
)
