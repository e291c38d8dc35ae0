import { fstatSync } from 'node:fs'

const CHECK_MS = 500

/** True when standard input is a pipe that a supervisor holds open. */
function inputIsPipe(): boolean {
  try {
    const input = fstatSync(0)
    return input.isFIFO() || input.isSocket()
  } catch {
    return false
  }
}

/**
 * Calls `end` once: at SIGTERM, SIGINT or SIGHUP, or when the parent process is gone. What is `supervised` ends too when
 * the pipe on its standard input closes: a supervisor that was killed cannot send a signal.
 */
export function onEndOfLife(end: () => void, life: 'supervised' | 'by-hand'): void {
  let ended = false
  const once = () => {
    if (!ended) end()
    ended = true
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, once)
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) once()
  }, CHECK_MS).unref()
  if (life === 'supervised' && inputIsPipe()) process.stdin.resume().on('end', once).on('error', once)
}
