import { freePort } from '../ports'
import { isPortalOutdated } from '../portal-build'
import { fingerprint } from '../processes'
import { stepsOn } from '../steps'
import { endInGoodOrder, type Undo } from '../stopping'
import { buildUnlessServed } from './build'
import { openDatabase, removeData, removeThrownAway } from './data'
import { keepPeople } from './database'
import { stopLeftovers } from './leftovers'
import { parseOptions, type DemoOptions } from './options'
import { announce, retract, runningDemo, type RunningDemo } from './places'
import { moveSandboxClock } from './sandbox-clock'
import { environmentFor, supervise } from './supervisor'
import { closingBlock } from './words'

const undo: Undo[] = []
const stop = endInGoodOrder(undo)
const tell = (sentence: string) => process.stderr.write(`${sentence}\n`)

async function runDemo(options: DemoOptions): Promise<void> {
  const { data, isThrowAway } = options
  const running = runningDemo(data)
  if (running)
    throw new Error(`The demo "${data}" runs already, at ${running.portal}. End it first (Ctrl-C there).`)
  await removeThrownAway()
  if (isThrowAway) undo.push(() => removeData(data))

  const steps = stepsOn(process.stderr)
  const events = { onRestart: tell, onFailure: (error: unknown) => void stop(error) }
  const database = await steps.run('Database', () => openDatabase(options, events))
  undo.push(database.stop)
  await stopLeftovers(data)
  const clockOffset = await steps.run('Migrations', database.migrate)
  if (isPortalOutdated()) await steps.run('Portal (production build)', () => buildUnlessServed(data))

  const port = await freePort(options.port)
  const portal = `http://127.0.0.1:${port}`
  const supervisor = supervise(data, tell)
  undo.push(supervisor.stop)
  const sandbox = await steps.run('Sandbox (AWS and sign-in)', () => supervisor.startSandbox(portal))
  await moveSandboxClock(sandbox.aws, clockOffset)
  await keepPeople(database.ownerUrl, sandbox.idp)
  const env = environmentFor(data, portal, database.appUrl, sandbox)
  await steps.run('Catalogue', () => supervisor.runOnce('catalogue', ['scripts/catalog-apply.ts'], env))
  await steps.run('Portal and worker', () => supervisor.startPortalAndWorker(env, port))

  const demo: RunningDemo = {
    supervisor: fingerprint(process.pid) ?? '',
    portal,
    aws: sandbox.aws,
    idp: sandbox.idp,
    database: database.appUrl,
    ownerDatabase: database.ownerUrl,
  }
  announce(data, demo)
  undo.push(() => retract(data))
  show(demo, options)
}

function show(demo: RunningDemo, { json, data }: DemoOptions): void {
  const { portal, aws, idp, database } = demo
  process.stdout.write(
    json ? `${JSON.stringify({ portal, aws, idp, database })}\n` : closingBlock(demo, data),
  )
}

try {
  await runDemo(parseOptions(process.argv.slice(2)))
} catch (error) {
  await stop(error)
}
