import type { State } from './state'

/** The sandbox's time: the machine's, moved by the test clock's offset. Signatures alone are judged by the machine's. */
export function sandboxNow(state: State): Date {
  return new Date(Date.now() + state.clockOffsetSeconds * 1000)
}

/** AWS prints whole seconds: `2026-07-01T09:30:00Z`. */
export function isoSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}
