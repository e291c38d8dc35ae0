import { config } from './kernel/config'
import type { Config } from './kernel/config'
import { DaypassError } from './kernel/errors'
import { wire } from './wiring'
import { runWorker } from './worker'

const settings = readOrExit()
const stop = new AbortController()
for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.once(name, () => {
    stop.abort()
  })
}

const { system, signInRules } = wire(settings)
await runWorker({ databaseUrl: settings.DATABASE_URL, system, signInRules }, stop.signal)
process.exit(0)

function readOrExit(): Config {
  try {
    return config()
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(78) // sysexits.h: EX_CONFIG
  }
}
