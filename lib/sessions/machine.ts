import type { SessionStatus } from './schema'

/**
 * What becomes of an intent (invariant 3). `unknown` is what a crash or a time-out leaves: treated as live until its
 * requested expiry. A settled session stays as it is.
 */
export const sessionMoves = {
  issue: { from: 'intended', to: 'issued' },
  fail: { from: 'intended', to: 'failed' },
  lose: { from: 'intended', to: 'unknown' },
} as const satisfies Record<string, { from: SessionStatus; to: SessionStatus }>

export type SessionMove = keyof typeof sessionMoves

/**
 * How often one secret may be filled, in seconds: Secrets Manager keeps about a hundred versions, and none younger than a
 * day is dropped (user guide, "PutSecretValue": not more than once every ten minutes for long).
 */
export const SECRET_EVERY_SECONDS = 600

/** Whether credentials may exist that work now or later. */
export function mayBeLive(session: { status: SessionStatus; expiresAt: Date }, now: Date): boolean {
  return session.status !== 'failed' && session.expiresAt > now
}

/**
 * How long a session to ask for, in seconds: what is left of the grant, at most what role and chaining allow, and never
 * under the provider's shortest. What that is too long by, the end-of-grant deny cuts off (invariant 2).
 */
export function sessionSeconds(
  window: { now: Date; endsAt: Date },
  limitSeconds: number,
  shortestSeconds: number,
): number {
  const left = Math.floor((window.endsAt.getTime() - window.now.getTime()) / 1000)
  return Math.max(shortestSeconds, Math.min(left, limitSeconds))
}

/** Until when a session may work: its own expiry or the grant's end as its policy says it, whichever is first. */
export function worksUntil(session: {
  status: SessionStatus
  expiresAt: Date
  grantEndsAt: Date
}): Date | null {
  const { status, expiresAt, grantEndsAt } = session
  if (status === 'failed') return null
  return expiresAt < grantEndsAt ? expiresAt : grantEndsAt
}
