import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { allData, runningDemo, type RunningDemo } from '@/scripts/demo/places'
import { freePort } from '@/scripts/ports'
import { CANARY } from './canary'

const FIRST_PORT = 3100

/**
 * Starts a demo of its own for the journeys and stops it afterwards. With JOURNEYS_DEMO=demo they use the demo that
 * runs on that data instead, which is quicker while writing them.
 */
export default async function startDemo(): Promise<() => Promise<void>> {
  const named = process.env['JOURNEYS_DEMO']
  if (named) {
    publish(runningDemo(named))
    return () => Promise.resolve()
  }
  const port = await freePort(FIRST_PORT)
  const options = ['--json', '--fresh', '--port', `${port}`, '--canary', CANARY]
  const child = spawn(process.execPath, ['scripts/demo.mjs', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, DAYPASS_STOP_WITH_STDIN: 'yes' },
  })
  const line = await firstLine(child)
  const { portal } = JSON.parse(line) as { portal: string }
  publish(
    allData()
      .map(runningDemo)
      .find((demo) => demo?.portal === portal),
  )
  return async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}

/** Tells the processes that run the journeys where everything is. */
function publish(demo: RunningDemo | undefined): void {
  if (!demo) throw new Error('The demo for the journeys does not run.')
  process.env['JOURNEYS'] = JSON.stringify(demo)
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`The demo for the journeys did not start (exit code ${code}).`)),
    )
    if (child.stdout) createInterface(child.stdout).once('line', resolve)
  })
}
