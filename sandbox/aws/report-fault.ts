import { inspect } from 'node:util'

/** A mistake in the sandbox itself: to standard error, while the client gets a plain 500. */
export function reportFault(error: unknown): void {
  process.stderr.write(`sandbox: unexpected error ${inspect(error)}\n`)
}
