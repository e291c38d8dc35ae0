import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { keepRunning, startChild, whenReady, type KeptChild, type Program } from '../children'
import { freePort } from '../ports'
import { machineEnvironment, portalEnvironment, type SandboxAddresses } from './environment'
import { recordChildren } from './leftovers'
import { demoFolder, keptSecret, logFile } from './places'

const SANDBOX_PORTS = { aws: 4566, console: 4567, idp: 4200 }

/** The demo's programs, all started again when they end, all stopped together. */
export interface Supervisor {
  startSandbox: (portal: string) => Promise<SandboxAddresses>
  /** Runs one program to its end. */
  runOnce: (name: string, command: string[], env: NodeJS.ProcessEnv) => Promise<void>
  startPortalAndWorker: (env: NodeJS.ProcessEnv, port: number) => Promise<void>
  stop: () => Promise<void>
}

export function supervise(data: string, tell: (sentence: string) => void): Supervisor {
  const kept: KeptChild[] = []
  const record = () =>
    recordChildren(
      data,
      kept.map((child) => child.pid()),
    )

  async function keep(program: Program, isReady: () => Promise<boolean>): Promise<void> {
    writeFileSync(program.log, '', { mode: 0o600 })
    const first = startChild(program)
    const child = keepRunning(first, (sentence) => {
      record()
      tell(sentence)
    })
    kept.push(child)
    record()
    await whenReady(first, isReady)
  }

  return {
    startSandbox: async (portal) => {
      const ports = await sandboxPorts()
      const state = path.join(demoFolder(data), 'sandbox.json')
      let firstLine: string | undefined
      const program = {
        name: 'sandbox',
        command: ['sandbox/main.ts', ...ports, '--portal-url', portal, '--state', state, '--demo', '--json'],
        env: machineEnvironment(),
        log: logFile(data, 'sandbox'),
        onFirstLine: (line: string) => (firstLine = line),
      }
      await keep(program, () => Promise.resolve(firstLine !== undefined))
      return JSON.parse(firstLine ?? '') as SandboxAddresses
    },

    runOnce: async (name, command, env) => {
      const program = { name, command, env, log: logFile(data, name) }
      writeFileSync(program.log, '', { mode: 0o600 })
      const child = startChild(program)
      const how = await child.ended
      if (how !== 'exit code 0') throw new Error(`The ${name} failed (${how}); see ${program.log}.`)
    },

    startPortalAndWorker: async (env, port) => {
      const next = ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', `${port}`]
      const portalEnv = { ...env, PORT: `${port}` }
      const isUp = (place: string) => async () => await answers(`http://127.0.0.1:${port}${place}`)
      await keep(
        { name: 'portal', command: next, env: portalEnv, log: logFile(data, 'portal') },
        isUp('/api/health/live'),
      )
      const worker = { name: 'worker', command: ['lib/worker-main.ts'], env, log: logFile(data, 'worker') }
      await keep(worker, isUp('/api/health/ready'))
    },

    stop: async () => {
      await Promise.all(kept.map((child) => child.stop()))
      record()
    },
  }
}

async function sandboxPorts(): Promise<string[]> {
  const aws = await freePort(SANDBOX_PORTS.aws)
  const console = await freePort(SANDBOX_PORTS.console, [aws])
  const idp = await freePort(SANDBOX_PORTS.idp, [aws, console])
  return ['--port', `${aws}`, '--console-port', `${console}`, '--idp-port', `${idp}`]
}

async function answers(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

/** Everything the portal and the worker need to know. */
export function environmentFor(
  data: string,
  portal: string,
  databaseUrl: string,
  sandbox: SandboxAddresses,
): NodeJS.ProcessEnv {
  return portalEnvironment({ portal, databaseUrl, authSecret: keptSecret(data, 'auth-secret'), sandbox })
}
