import type { GrantPage } from '@/lib/history/schema'
import type { Delivery } from '@/lib/scopes/deliveries'

/** What may go on working if the grant ended now: how it was handed out, and until when; null when nothing may. */
export function workingOn({ sessions, now }: GrantPage): {
  handedOut: readonly Delivery[]
  mayWorkUntil: string | null
} {
  const working = sessions.filter(({ worksUntil }) => worksUntil !== null && worksUntil > now)
  const ends = working.flatMap(({ worksUntil }) => worksUntil ?? [])
  return { handedOut: working.map(({ delivery }) => delivery), mayWorkUntil: ends.sort().at(-1) ?? null }
}
