import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { startChild, whenReady } from '@/scripts/children'
import { portalEnvironment } from '@/scripts/demo/environment'
import { answers } from '@/scripts/demo/supervisor'
import { freePort } from '@/scripts/ports'
import { projectRoot } from '@/scripts/project'
import { demo } from './demo'

const FIRST_PORT = 3300

export interface SecondPortal {
  address: string
  port: number
  stop: () => Promise<void>
  /** Ends it as a power cut would. */
  kill: () => Promise<void>
}

/**
 * Starts another portal process on the same data. Browsers are signed in there too, for cookies know no ports. It signs
 * nobody in, so what it is told of the identity provider's secret is never used.
 */
export async function secondPortal(databaseUrl: string, samePort?: number): Promise<SecondPortal> {
  const { aws, idp, portalMetadata } = demo()
  const port = samePort ?? (await freePort(FIRST_PORT))
  const address = `http://127.0.0.1:${port}`
  const env = portalEnvironment({
    portal: address,
    databaseUrl,
    authSecret: 'never used, for nobody signs in there',
    sandbox: {
      aws,
      console: aws,
      signin: aws,
      idp,
      idpClientId: 'daypass',
      idpClientSecret: 'never used',
      mailbox: aws,
      smtp: 'smtp://127.0.0.1:1',
      portalMetadata,
      workerMetadata: aws,
      programMetadata: aws,
      clockOffsetSeconds: 0,
    },
  })
  const log = path.join(projectRoot, 'test-results/second-portal.log')
  mkdirSync(path.dirname(log), { recursive: true })
  const child = startChild({
    name: 'second portal',
    command: ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', `${port}`],
    env,
    log,
  })
  await whenReady(child, () => answers(`${address}/api/health/ready`))
  const kill = async () => {
    process.kill(child.pid, 'SIGKILL')
    await child.ended
  }
  return { address, port, stop: child.stop, kill }
}
