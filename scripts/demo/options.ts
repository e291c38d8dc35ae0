import { parseArgs } from 'node:util'
import { throwAwayName } from '../postgres'

export interface DemoOptions {
  /** Print one line of addresses when ready, and nothing else on standard output. */
  json: boolean
  /** Start over: forget what this demo holds. */
  reset: boolean
  /** The data's name; each has its own database, sandbox and secrets. */
  data: string
  /** The data goes when the demo ends. */
  isThrowAway: boolean
  /** The portal's port to try first. */
  port: number
  /** What every secret begins with, so that a test finds it wherever it got to. */
  canary: string
}

/** Data that is kept under no name, for tests. */
export const THROW_AWAY = 'fresh'

/** Reads the command line; throws a sentence for a person. */
export function parseOptions(args: string[]): DemoOptions {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      data: { type: 'string', default: 'demo' },
      port: { type: 'string', default: '3000' },
      canary: { type: 'string', default: '' },
    },
  })
  if (!/^[a-z][a-z0-9]{0,20}$/.test(values.data))
    throw new Error('--data takes a name of up to 21 small letters and digits.')
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error('--port takes a number up to 65535.')
  return {
    json: values.json,
    reset: values.reset,
    data: values.fresh ? throwAwayName(THROW_AWAY) : values.data,
    isThrowAway: values.fresh,
    port,
    canary: values.canary,
  }
}
