import { parseArgs } from 'node:util'

/** The wished port of each part. */
const PORTS = {
  port: 4566,
  'console-port': 4567,
  'mailbox-port': 4568,
  'smtp-port': 4569,
  'portal-metadata-port': 4570,
  'worker-metadata-port': 4571,
  'program-metadata-port': 4572,
  'idp-port': 4200,
}

export type PortName = keyof typeof PORTS

export interface Options {
  ports: Record<PortName, number>
  /** Where the state is kept; in memory alone when absent. */
  state: string | undefined
  demo: boolean
  json: boolean
  /** The portal's addresses: where the identity provider may send browsers back to. */
  portalUrls: string[]
  /** What every secret begins with, so that a test finds it wherever it got to. */
  canary: string
}

const LONGEST_CANARY = 16

function readPort(text: string, name: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new Error(`--${name} must be a port number, not "${text}"`)
}

/** Throws a sentence for an unknown flag or a bad value. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'console-port': { type: 'string' },
      'mailbox-port': { type: 'string' },
      'smtp-port': { type: 'string' },
      'portal-metadata-port': { type: 'string' },
      'worker-metadata-port': { type: 'string' },
      'program-metadata-port': { type: 'string' },
      'idp-port': { type: 'string' },
      state: { type: 'string' },
      demo: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'portal-url': { type: 'string', multiple: true, default: [] },
      canary: { type: 'string', default: '' },
    },
  })
  const ports = { ...PORTS }
  for (const name of Object.keys(PORTS) as PortName[]) {
    const given = values[name]
    if (given !== undefined) ports[name] = readPort(given, name)
  }
  const { state, demo, json, canary } = values
  if (!/^[A-Za-z0-9]*$/.test(canary) || canary.length > LONGEST_CANARY)
    throw new Error(`--canary takes up to ${LONGEST_CANARY} letters and digits`)
  return { ports, state, demo, json, portalUrls: values['portal-url'], canary }
}
