import { config, tellNextAuth } from '@/lib/kernel/config'
import { DaypassError } from '@/lib/kernel/errors'
import { wiring } from '@/lib/wiring'

/** Reads the configuration, so that a portal which cannot work says every reason at once and does not start. */
export function startPortal(): void {
  configureOrExit()
  // Next.js waits for open answers before it ends, and a live stream never ends by itself.
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      wiring().liveUpdates.close()
    })
  }
}

function configureOrExit(): void {
  try {
    tellNextAuth(config().DAYPASS_URL)
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(78) // sysexits.h: EX_CONFIG
  }
}
