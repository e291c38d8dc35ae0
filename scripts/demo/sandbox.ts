import path from 'node:path'
import { freePort } from '../ports'
import { machineEnvironment, type SandboxAddresses } from './environment'
import { demoFolder } from './places'
import { logged, type Supervisor } from './supervisor'

const FIRST_PORTS = { aws: 4566, console: 4567, idp: 4200 }

/** Starts the stand-ins for AWS and the identity provider, which knows where the portal is. */
export async function startSandbox(
  supervisor: Supervisor,
  data: string,
  portal: string,
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

/** Chosen once, so that it is found at the same place when it has to be started again. */
async function ports(): Promise<string[]> {
  const aws = await freePort(FIRST_PORTS.aws)
  const console = await freePort(FIRST_PORTS.console, [aws])
  const idp = await freePort(FIRST_PORTS.idp, [aws, console])
  return ['--port', `${aws}`, '--console-port', `${console}`, '--idp-port', `${idp}`]
}
