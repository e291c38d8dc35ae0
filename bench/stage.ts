import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startChild, whenReady, type Child, type Program } from '@/scripts/children'
import { preparePortal } from '@/scripts/demo/build'
import {
  machineEnvironment,
  portalEnvironment,
  workerEnvironment,
  type SandboxAddresses,
} from '@/scripts/demo/environment'
import { allData, removeDemoFolder } from '@/scripts/demo/places'
import { answers, logged } from '@/scripts/demo/supervisor'
import { deploy } from '@/scripts/migrations/deploy'
import { freePort } from '@/scripts/ports'
import {
  removeCluster,
  removeLeftovers,
  startPostgres,
  throwAwayName,
  type Postgres,
} from '@/scripts/postgres'
import { isAlive } from '@/scripts/processes'
import { stepsOn } from '@/scripts/steps'
import type { Undo } from '@/scripts/stopping'
import { writeCatalogue } from './many-entitlements'

const PURPOSE = 'bench'
const DATABASE = 'daypass'
const PORTION = 1250
// Apart from the demo's, so that both can run.
const FIRST_PORTS = { database: 54_420, portal: 3400 }

/** Daypass on a fresh database of its own, as it runs in production; only the cloud and the sign-in are stand-ins. */
export interface Stage {
  sandbox: SandboxAddresses
  portal: string
  /** What the portal was started with. */
  env: NodeJS.ProcessEnv
  postgres: Postgres
  ownerUrl: string
  appUrl: string
  superuserUrl: string
  /** The folder with the built portal that is served. */
  portalFolder: string
  portalProcess: Started
  startWorker: () => Promise<Started>
}

/** A process and how long it needed until it was ready. */
export interface Started {
  pid: number
  readyMs: number
  stop: () => Promise<void>
}

/** Starts all of it but the worker. What has to be put away is added to `undo` as it is started. */
export async function setStage(undo: Undo[], entitlements: number): Promise<Stage> {
  const steps = stepsOn(process.stderr)
  const data = throwAwayName(PURPOSE)
  await removeKilled()
  undo.push(() => {
    removeDemoFolder(data)
  })
  undo.push(() => removeCluster(data))
  const postgres = await steps.run('Database', () =>
    startPostgres({ name: data, port: FIRST_PORTS.database }),
  )
  await postgres.createDatabase(DATABASE)
  const ownerUrl = postgres.ownerUrl(DATABASE)
  const appUrl = postgres.appUrl(DATABASE)
  await steps.run('Migrations', () => deploy({ ownerUrl, appUrl }))
  const port = await freePort(FIRST_PORTS.portal)
  const portal = `http://127.0.0.1:${port}`
  const sandbox = await steps.run('Sandbox', () => startSandbox(data, portal, undo))
  const surroundings = {
    portal,
    databaseUrl: appUrl,
    authSecret: randomBytes(33).toString('base64'),
    sandbox,
  }
  const env = portalEnvironment(surroundings)
  const workerEnv = workerEnvironment(surroundings)
  await steps.run(`Catalogue of ${entitlements}`, () => applyCatalogue(data, entitlements, workerEnv))
  const portalFolder = await steps.run('Portal (production build)', () => preparePortal(data))
  const next = ['node_modules/next/dist/bin/next', 'start', portalFolder, '-H', '127.0.0.1', '-p', `${port}`]
  const portalProcess = await start(
    logged(data, 'portal', next, asNpmRuns('start', env)),
    `${portal}/api/health/live`,
    undo,
  )
  const startWorker = () =>
    start(
      logged(data, 'worker', ['lib/worker-main.ts'], asNpmRuns('worker', workerEnv)),
      `${portal}/api/health/ready`,
      undo,
    )
  const superuserUrl = postgres.superuserUrl(DATABASE)
  const urls = { ownerUrl, appUrl, superuserUrl }
  return { sandbox, portal, env, postgres, ...urls, portalFolder, portalProcess, startWorker }
}

/** In portions: an application is one transaction, and those are given no more than 15 s. */
async function applyCatalogue(data: string, entitlements: number, env: NodeJS.ProcessEnv): Promise<void> {
  for (let count = PORTION; count <= entitlements; count += PORTION) {
    const folder = writeCatalogue(count)
    try {
      const apply = ['cli/main.ts', 'catalog', 'apply', folder, '--emergency', '--reason', 'A benchmark']
      await runOnce(logged(data, 'catalogue', apply, env))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** With the limits of memory that `npm start` and `npm run worker` set. */
function asNpmRuns(script: 'start' | 'worker', env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const limits = scripts[script]?.match(/--max-[a-z-]+=\d+/g) ?? []
  return { ...env, NODE_OPTIONS: limits.join(' ') }
}

/** Keeps its state in memory: writing it to disk would be measured with it. */
async function startSandbox(data: string, portal: string, undo: Undo[]): Promise<SandboxAddresses> {
  let firstLine: string | undefined
  const command = ['sandbox/main.ts', '--portal-url', portal, '--demo', '--json']
  const child = startChild({
    ...logged(data, 'sandbox', command, machineEnvironment()),
    onFirstLine: (line) => (firstLine = line),
  })
  undo.push(child.stop)
  await whenReady(child, () => Promise.resolve(firstLine !== undefined))
  return JSON.parse(firstLine ?? '') as SandboxAddresses
}

async function start(program: Program, ready: string, undo: Undo[]): Promise<Started> {
  const startedAt = performance.now()
  const child = startChild(program)
  undo.push(child.stop)
  await whenReady(child, () => answers(ready))
  return { pid: child.pid, readyMs: performance.now() - startedAt, stop: child.stop }
}

async function runOnce(program: Program): Promise<void> {
  const child: Child = startChild(program)
  await whenReady(child, () => child.ended.then((how) => how === 'exit code 0'))
}

async function removeKilled(): Promise<void> {
  await removeLeftovers(PURPOSE)
  for (const name of allData().map((folder) => path.basename(folder))) {
    const [purpose, pid] = name.split('-')
    if (purpose === PURPOSE && !isAlive(Number(pid))) removeDemoFolder(name)
  }
}
