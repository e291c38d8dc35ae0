import { drawLetter } from '@/mails/index'
import { config } from './kernel/config'
import type { Config } from './kernel/config'
import { DaypassError } from './kernel/errors'
import { createMailing } from './notifications/index'
import { wire } from './wiring'
import { runWorker } from './worker'
import { mailTransport, secretStore } from './worker-wiring'

const settings = readOrExit()
const stop = new AbortController()
for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.once(name, () => {
    stop.abort()
  })
}

const { system, signInRules } = wire(settings)
const transport = mailTransport(settings)
const { DATABASE_URL: databaseUrl, DAYPASS_MAIL_FROM: from } = settings
const mail =
  transport === null || from === undefined ? null : createMailing({ transport, from, draw: drawLetter })
await runWorker({ databaseUrl, system, signInRules, secretStore: secretStore(settings), mail }, stop.signal)
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
