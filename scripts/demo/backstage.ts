import { freePort } from '../ports'
import { fingerprint } from '../processes'
import { stepsOn, type Steps } from '../steps'
import type { Stop, Undo } from '../stopping'
import { openDatabase, removeData, removeThrownAway } from './data'
import { keepPeople } from './database'
import { portalEnvironment, workerEnvironment } from './environment'
import { stopLeftovers } from './leftovers'
import type { DemoOptions } from './options'
import { keptSecret, runningDemo, type RunningDemo } from './places'
import { moveSandboxClock, startSandbox } from './sandbox'
import { logged, supervise, type Supervisor } from './supervisor'

/** Everything behind the portal, running. */
export interface Backstage {
  demo: RunningDemo
  /** Where the portal is to listen. */
  port: number
  portalEnv: NodeJS.ProcessEnv
  workerEnv: NodeJS.ProcessEnv
  supervisor: Supervisor
  steps: Steps
}

/** Starts all that the portal and the worker need. What has to be put away is added to `undo` as it is started. */
export async function startBackstage(options: DemoOptions, undo: Undo[], stop: Stop): Promise<Backstage> {
  const { data, isThrowAway, canary } = options
  const running = runningDemo(data)
  if (running) throw new Error(`"${data}" runs already, at ${running.portal}. End it first (Ctrl-C there).`)
  await removeThrownAway()
  if (isThrowAway) undo.push(() => removeData(data))

  const tell = (sentence: string) => process.stderr.write(`${sentence}\n`)
  const steps = stepsOn(process.stderr)
  const events = { onRestart: tell, onFailure: (error: unknown) => void stop(error) }
  const database = await steps.run('Database', () => openDatabase(options, events))
  undo.push(database.stop)
  await stopLeftovers(data)
  const clockOffset = await steps.run('Migrations', database.migrate)

  const port = await freePort(options.port)
  const portal = `http://127.0.0.1:${port}`
  const supervisor = supervise(data, tell)
  undo.push(supervisor.stop)
  const sandbox = await steps.run('Sandbox (AWS and sign-in)', () =>
    startSandbox(supervisor, data, portal, canary),
  )
  await moveSandboxClock(sandbox.aws, clockOffset)
  await keepPeople(database.ownerUrl, sandbox.idp)
  const { appUrl: databaseUrl, ownerUrl: ownerDatabase } = database
  const surroundings = { portal, databaseUrl, authSecret: keptSecret(data, 'auth-secret', canary), sandbox }

  const { aws, idp, mailbox, portalMetadata, programMetadata } = sandbox
  const demo = {
    supervisor: fingerprint(process.pid) ?? '',
    portal,
    aws,
    idp,
    mailbox,
    portalMetadata,
    programMetadata,
    database: databaseUrl,
    ownerDatabase,
  }
  const portalEnv = portalEnvironment(surroundings)
  const workerEnv = workerEnvironment(surroundings)
  return { demo, port, portalEnv, workerEnv, supervisor, steps }
}

/**
 * Hands in the files of `catalog/`. New data offers what they say at once, for it is the first catalogue; in data that was
 * kept they are a proposal, unless there is no waiting for an administrator (`atOnce`).
 */
export function applyCatalogue(
  { workerEnv, supervisor, steps }: Backstage,
  data: string,
  { atOnce = false } = {},
): Promise<void> {
  const hurry = atOnce ? ['--emergency', '--reason', 'Development'] : []
  const program = logged(data, 'catalogue', ['cli/main.ts', 'catalog', 'apply', ...hurry], workerEnv)
  return steps.run('Catalogue', () => supervisor.runOnce(program))
}
