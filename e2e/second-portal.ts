import { whenReady, startChild } from '@/scripts/children'
import { portalEnvironment } from '@/scripts/demo/environment'
import { answers } from '@/scripts/demo/supervisor'
import { demo } from './demo'

export interface SecondPortal {
  address: string
  stop: () => Promise<void>
}

/**
 * Starts another portal process on the same database, for reading: it takes part in no sign-in and issues nothing, so
 * what it is told of the identity provider's secret and of AWS's keys is never used.
 */
export async function secondPortal(port: number): Promise<SecondPortal> {
  const { portal, database, aws, idp } = demo()
  const env = portalEnvironment({
    portal,
    databaseUrl: database,
    authSecret: 'never used, for nobody signs in there',
    sandbox: {
      aws,
      console: aws,
      signin: aws,
      idp,
      idpClientId: 'daypass',
      idpClientSecret: 'never used',
      accessKeyId: 'NEVERUSED',
      secretAccessKey: 'never used',
      clockOffsetSeconds: 0,
    },
  })
  const child = startChild({
    name: 'second portal',
    command: ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', `${port}`],
    env,
  })
  const address = `http://127.0.0.1:${port}`
  await whenReady(child, () => answers(`${address}/api/health/live`))
  return { address, stop: child.stop }
}
