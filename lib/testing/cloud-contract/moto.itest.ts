import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { CONTRACT } from './index'
import { DIVERGENCES, SOURCE_IDENTITY } from './moto-divergences'
import { withSourceIdentity } from './moto-answers'
import { unseenConsole, wallClock } from './target'
import type { Target } from './target'
import { World } from './world'

const MISSING = spawnSync('moto_server', ['--help'], { stdio: 'ignore', timeout: 60_000 }).status !== 0

let server: ReturnType<typeof spawn> | undefined
/** moto as it answers, and with what its answers lack put in. */
let plain: World
let completed: World

/** The address of a server of its own, on a free port. */
async function startMoto(): Promise<string> {
  server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  if (server.stderr === null) throw new Error('moto_server has no output')
  for await (const line of createInterface({ input: server.stderr })) {
    const [, address] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? []
    if (address === undefined) continue
    server.stderr.resume()
    return address
  }
  throw new Error('moto_server ended')
}

beforeAll(async () => {
  if (MISSING) return
  const endpoint = await startMoto()
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'anything')
  vi.stubEnv('AWS_SESSION_TOKEN', undefined)
  vi.stubEnv('AWS_PROFILE', undefined)
  const target: Target = {
    name: 'moto',
    region: 'eu-central-1',
    standIn: { endpoint, signin: endpoint },
    ...wallClock(),
    patienceSeconds: 0,
    mailFrom: 'daypass@example.com',
    openConsole: unseenConsole,
  }
  plain = await World.open(target)
  completed = await World.open(target, (cloud) => withSourceIdentity(cloud, target))
}, 120_000)
afterAll(async () => {
  if (!MISSING) for (const world of [plain, completed]) await world.close()
  server?.kill('SIGKILL')
  vi.unstubAllEnvs()
})
beforeEach((ctx) => {
  ctx.skip(MISSING, 'the program `moto_server` is not installed')
})

test('every divergence that is listed names a part of the contract', () => {
  const names = CONTRACT.map(({ name }) => name)
  expect(Object.keys(DIVERGENCES).filter((name) => !names.includes(name))).toEqual([])
})

test.each(CONTRACT)('moto: $name, or diverges as listed', async ({ name, run }) => {
  const said = await run(name === SOURCE_IDENTITY ? plain : completed).then(
    () => 'kept',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'not an error'),
  )
  expect(said).toMatch(DIVERGENCES[name]?.says ?? /^kept$/)
})
