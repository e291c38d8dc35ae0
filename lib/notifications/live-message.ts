import { z } from 'zod'
import type { EventAbout } from '../audit/schema'

/** The channel of PostgreSQL's NOTIFY that every portal process listens on. */
export const LIVE_CHANNEL = 'daypass_live'

/** That something happened, and to what: ids alone. Whoever hears it reads again what they may see. */
export const liveMessage = z.strictObject({
  ids: z.array(z.string()),
  /** What changed has no page of its own, and may change any: every page reads again. */
  anything: z.literal(true).optional(),
  /** The sign-in that has just ended, whose streams close. */
  endedSignInId: z.string().optional(),
})
export type LiveMessage = z.output<typeof liveMessage>

/** Who stands in for whom and who is suspended changes who decides, waits and may use what: on no page's ids alone. */
const CONCERNS_ANYTHING: ReadonlySet<string> = new Set([
  'delegation.made',
  'delegation.ended',
  'person.suspended',
  'person.reinstated',
])

/** What open pages are told of an event. People and their sign-ins are nobody else's news. */
export function liveMessageOf(event: { type: string; about: EventAbout }): LiveMessage {
  const { requestId, grantId, signInId, catalogChangeId } = event.about
  // A refusal changes nothing that a page shows; an entitlement's id is a name, and not everybody may know it.
  const ids = event.type.endsWith('.refused')
    ? []
    : [requestId, grantId, catalogChangeId].filter((id) => id !== undefined)
  if (CONCERNS_ANYTHING.has(event.type)) return { ids, anything: true }
  return event.type === 'sign-in.ended' && signInId !== undefined ? { ids, endedSignInId: signInId } : { ids }
}
