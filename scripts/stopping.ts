import { setTimeout as pause } from 'node:timers/promises'

const LONGEST_MILLISECONDS = 30_000

/** Puts one thing away. */
export type Undo = () => Promise<void> | void

/** Ends this process in good order: what was started is put away, the last first. An error is said and is a failure. */
export type Stop = (error?: unknown) => Promise<never>

/**
 * Prepares this process to end in good order: by a signal, when whoever started it is gone (its standard input
 * then closes; only where asked for), or by calling what this answers. `undo` may grow.
 */
export function endInGoodOrder(undo: Undo[]): Stop {
  let ending: Promise<never> | undefined
  const stop: Stop = (error) => (ending ??= end(undo, error))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  process.on('unhandledRejection', (error) => void stop(error))
  if (process.env['DAYPASS_STOP_WITH_STDIN']) process.stdin.on('close', () => void stop()).resume()
  return stop
}

async function end(undo: Undo[], error: unknown): Promise<never> {
  if (error !== undefined) say(error)
  let exitCode = error === undefined ? 0 : 1
  const allUndone = (async () => {
    for (const step of undo.toReversed())
      try {
        await step()
      } catch (problem) {
        exitCode = 1
        say(problem)
      }
  })()
  await Promise.race([allUndone, pause(LONGEST_MILLISECONDS)])
  process.exit(exitCode)
}

function say(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : JSON.stringify(error)}\n`)
}
