import { watch } from 'node:fs'
import path from 'node:path'
import { applyCatalogue, startBackstage } from './demo/backstage'
import { announce, retract } from './demo/places'
import { answers } from './demo/supervisor'
import { ensureGenerated } from './generated-client'
import { projectRoot } from './project'
import { endInGoodOrder, type Undo } from './stopping'

const DATA = 'dev'
const SETTLE_MILLISECONDS = 300

const undo: Undo[] = []
const stop = endInGoodOrder(undo)

/** The portal with live reloading and a worker that starts anew when lib/ changes, on data of their own. */
async function runForDevelopment(): Promise<void> {
  ensureGenerated()
  const options = {
    data: DATA,
    isThrowAway: false,
    json: false,
    reset: process.argv.includes('--reset'),
    port: 3000,
    canary: '',
  }
  const backstage = await startBackstage(options, undo, stop)
  const { demo, port, portalEnv, workerEnv, supervisor } = backstage
  await applyCatalogue(backstage, DATA, { atOnce: true })
  const forDevelopment = { NODE_ENV: 'development' } as const
  const next = ['node_modules/next/dist/bin/next', 'dev', '-H', '127.0.0.1', '-p', `${port}`]
  await supervisor.keep({ name: 'portal', command: next, env: { ...portalEnv, ...forDevelopment } }, () =>
    answers(`${demo.portal}/api/health/live`),
  )
  const worker = await supervisor.keep(
    { name: 'worker', command: ['lib/worker-main.ts'], env: { ...workerEnv, ...forDevelopment } },
    () => answers(`${demo.portal}/api/health/ready`),
  )
  announce(DATA, demo)
  undo.push(() => retract(DATA))

  let settling: NodeJS.Timeout | undefined
  watch(path.join(projectRoot, 'lib'), { recursive: true }, () => {
    clearTimeout(settling)
    settling = setTimeout(() => void worker.restart(), SETTLE_MILLISECONDS)
  })
}

try {
  await runForDevelopment()
} catch (error) {
  await stop(error)
}
