import { parseArgs } from 'node:util'

export interface Options {
  port: number
  consolePort: number
  idpPort: number
  /** Where the state is kept; in memory alone when absent. */
  state: string | undefined
  demo: boolean
  json: boolean
  /** The portal's addresses: where the identity provider may send browsers back to. */
  portalUrls: string[]
}

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
      port: { type: 'string', default: '4566' },
      'console-port': { type: 'string', default: '4567' },
      'idp-port': { type: 'string', default: '4200' },
      state: { type: 'string' },
      demo: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'portal-url': { type: 'string', multiple: true, default: [] },
    },
  })
  return {
    port: readPort(values.port, 'port'),
    consolePort: readPort(values['console-port'], 'console-port'),
    idpPort: readPort(values['idp-port'], 'idp-port'),
    state: values.state,
    demo: values.demo,
    json: values.json,
    portalUrls: values['portal-url'],
  }
}
