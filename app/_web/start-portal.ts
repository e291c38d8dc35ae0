import { config, tellNextAuth } from '@/lib/kernel/config'
import { DaypassError } from '@/lib/kernel/errors'

/** Reads the configuration, so that a portal which cannot work says every reason at once and does not start. */
export function startPortal(): void {
  try {
    tellNextAuth(config().DAYPASS_URL)
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(78) // sysexits.h: EX_CONFIG
  }
}
