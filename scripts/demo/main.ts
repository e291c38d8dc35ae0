import { endInGoodOrder, type Undo } from '../stopping'
import { applyCatalogue, startBackstage, type Backstage } from './backstage'
import { preparePortal } from './build'
import { parseOptions } from './options'
import { announce, retract } from './places'
import { answers, logged } from './supervisor'
import { closingBlock } from './words'

const undo: Undo[] = []
const stop = endInGoodOrder(undo)

async function runDemo(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  const { data, json } = options
  const backstage = await startBackstage(options, undo, stop)
  const { demo, steps } = backstage
  const folder = await steps.run('Portal (production build)', () => preparePortal(data))
  await Promise.all([
    applyCatalogue(backstage, data),
    steps.run('Portal and worker', () => startPortalAndWorker(backstage, data, folder)),
  ])
  announce(data, demo)
  undo.push(() => retract(data))
  const { portal, aws, idp, database, mailbox } = demo
  process.stdout.write(
    json ? `${JSON.stringify({ portal, aws, idp, database, mailbox })}\n` : closingBlock(demo, data),
  )
}

async function startPortalAndWorker(backstage: Backstage, data: string, folder: string): Promise<void> {
  const { demo, port, portalEnv, workerEnv, supervisor } = backstage
  const next = ['node_modules/next/dist/bin/next', 'start', folder, '-H', '127.0.0.1', '-p', `${port}`]
  await Promise.all([
    supervisor.keep(logged(data, 'portal', next, portalEnv), () => answers(`${demo.portal}/api/health/live`)),
    supervisor.keep(logged(data, 'worker', ['lib/worker-main.ts'], workerEnv), () =>
      answers(`${demo.portal}/api/health/ready`),
    ),
  ])
}

try {
  await runDemo()
} catch (error) {
  await stop(error)
}
