import path from 'node:path'
import { freePort } from '../ports'
import { machineEnvironment, type SandboxAddresses } from './environment'
import { demoFolder } from './places'
import { logged, type Supervisor } from './supervisor'

const FIRST_PORTS = {
  port: 4566,
  'console-port': 4567,
  'mailbox-port': 4568,
  'smtp-port': 4569,
  'portal-metadata-port': 4570,
  'worker-metadata-port': 4571,
  'program-metadata-port': 4572,
  'idp-port': 4200,
}

/** Starts the stand-ins for AWS and the identity provider, which knows where the portal is. */
export async function startSandbox(
  supervisor: Supervisor,
  data: string,
  portal: string,
  canary: string,
): Promise<SandboxAddresses> {
  const state = path.join(demoFolder(data), 'sandbox.json')
  const command = [
    'sandbox/main.ts',
    ...(await ports()),
    '--portal-url',
    portal,
    '--state',
    state,
    '--demo',
    '--json',
    '--canary',
    canary,
  ]
  let firstLine: string | undefined
  const program = {
    ...logged(data, 'sandbox', command, machineEnvironment()),
    onFirstLine: (line: string) => {
      firstLine = line
    },
  }
  await supervisor.keep(program, () => Promise.resolve(firstLine !== undefined))
  return JSON.parse(firstLine ?? '') as SandboxAddresses
}

/** Moves the sandbox's clock to so many seconds ahead of the real one. */
export async function moveSandboxClock(aws: string, offsetSeconds: number): Promise<void> {
  const answer = await fetch(new URL('/_sandbox/clock', aws), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetSeconds }),
  })
  if (!answer.ok)
    throw new Error(`The sandbox does not move its clock: ${answer.status} ${await answer.text()}`)
}

/** Chosen once, so that each part is found at the same place when the sandbox has to be started again. */
async function ports(): Promise<string[]> {
  const taken: number[] = []
  for (const wished of Object.values(FIRST_PORTS)) taken.push(await freePort(wished, taken))
  return Object.keys(FIRST_PORTS).flatMap((name, i) => [`--${name}`, `${taken[i] ?? 0}`])
}
