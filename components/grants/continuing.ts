import type { SessionView } from '@/lib/sessions/schema'
import type { Delivery } from '@/lib/scopes/deliveries'

/**
 * Until when what was handed out this way works (ISO 8601), if all of it stops before the grant does: to go on after that
 * takes another session. Null while nothing of it works, or something lasts to the grant's end.
 */
export function stopsEarlyAt(
  sessions: readonly SessionView[],
  delivery: Delivery,
  nowMs: number,
): string | null {
  const working = sessions.filter(
    (session) =>
      session.delivery === delivery &&
      session.handedOverAt !== null &&
      session.worksUntil !== null &&
      Date.parse(session.worksUntil) > nowMs,
  )
  if (working.some(({ endsBeforeGrant }) => !endsBeforeGrant)) return null
  return (
    working
      .flatMap(({ worksUntil }) => worksUntil ?? [])
      .sort()
      .at(-1) ?? null
  )
}
