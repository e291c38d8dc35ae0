import type { SecretHeldView } from './schema'

/** The secret that another grant holds, as pages show it. */
export function secretHeldView(conflict: { name: string; until: Date } | null): SecretHeldView | null {
  return conflict === null ? null : { name: conflict.name, freeFrom: conflict.until.toISOString() }
}
