import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machineEnvironment } from './demo/environment'
import { answers } from './demo/supervisor'
import { clusterFolder } from './postgres/places'
import { runningServer } from './postgres/server'
import { commandLine, fingerprint, stillRuns } from './processes'
import { projectRoot } from './project'

// The portal may have to be built first.
const LIMIT_MILLISECONDS = 240_000

describe('a demo', { timeout: 60_000 }, () => {
  const demo = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/demo/main.ts', '--fresh', '--json', '--port', '3900'],
    {
      cwd: projectRoot,
      // Its standard input closes with this process, and it ends then.
      env: { ...machineEnvironment(), DAYPASS_STOP_WITH_STDIN: 'yes' },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  const data = `fresh-${demo.pid}`
  const folder = path.join(projectRoot, '.demo', data)
  const cluster = clusterFolder(realpathSync(projectRoot), data)
  const said: string[] = []
  const shown: string[] = []
  let ended: number | undefined

  /** The processes that the supervisor recorded. */
  const children = () => JSON.parse(readFileSync(path.join(folder, 'children.json'), 'utf8')) as string[]
  const worker = () => children().find((print) => commandLine(pidOf(print)).includes('lib/worker-main.ts'))
  const addresses = () => JSON.parse(said[0] ?? '{}') as Record<string, string>

  beforeAll(async () => {
    createInterface(demo.stdout).on('line', (line) => said.push(line))
    createInterface(demo.stderr).on('line', (line) => shown.push(line))
    demo.once('exit', (code) => (ended = code ?? -1))
    await until(() => said.length > 0 || ended !== undefined)
    if (ended !== undefined) throw new Error(`The demo did not start:\n${shown.join('\n')}`)
  }, LIMIT_MILLISECONDS)

  afterAll(async () => {
    if (ended !== undefined) return
    demo.kill('SIGINT')
    await once(demo, 'exit')
  }, 60_000)

  test('says in one line of JSON, and in nothing else, where its parts answer', async () => {
    expect(said).toHaveLength(1)
    expect(Object.keys(addresses())).toEqual(['portal', 'aws', 'idp', 'database', 'mailbox'])
    expect(await answers(`${addresses()['portal'] ?? ''}/api/health/ready`)).toBe(true)
    expect(await answers(addresses()['mailbox'] ?? '')).toBe(true)
    expect(await answers(`${addresses()['idp'] ?? ''}/.well-known/openid-configuration`)).toBe(true)
  })

  test('starts a worker again that was killed, and says so', async () => {
    const former = worker() ?? ''
    process.kill(pidOf(former), 'SIGKILL')
    await until(() =>
      shown.some((line) => line.startsWith('The worker ended (SIGKILL) and was started again')),
    )
    expect(stillRuns(former)).toBe(false)
    expect(stillRuns(worker() ?? '')).toBe(true)
  })

  test('ended by Ctrl-C, leaves no process and no data behind', async () => {
    const prints = children()
    // Its fingerprint, for a process that has ended but is not collected yet still has its number.
    const server = fingerprint(runningServer(cluster)?.pid ?? 0) ?? ''
    expect([...prints, server].filter(stillRuns)).toHaveLength(4)
    demo.kill('SIGINT')
    await until(() => ended !== undefined)
    expect(ended).toBe(0)
    expect([...prints, server].filter(stillRuns)).toEqual([])
    expect([folder, cluster].filter((place) => existsSync(place))).toEqual([])
    expect(said).toHaveLength(1)
  })
})

/** Waits until something is so; the test's own time limit ends it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(50)
}

function pidOf(print: string): number {
  return Number(print.split('@')[0])
}
