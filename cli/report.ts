import { isDatabaseUnavailable } from '../lib/db/unavailable'
import { DaypassError } from '../lib/kernel/errors'

/** Says what went wrong, in sentences where it is known, and answers the exit code. */
export function reportFailure(error: unknown): 1 {
  process.stderr.write(`${sentenceOf(error)}\n`)
  return 1
}

function sentenceOf(error: unknown): string {
  if (error instanceof DaypassError) return error.message
  if (isDatabaseUnavailable(error))
    return 'The database cannot be reached. Is DATABASE_URL right, and is it running?'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Writes something for people, or the whole of it for programs. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
