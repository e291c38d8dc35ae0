import type { GrantEndReason, GrantStatus } from './schema'

/** What can happen to a grant, and from which status. Anything else is impossible. */
export const grantMoves = {
  expire: { from: ['scheduled', 'active'], to: 'ended', reason: 'expired' },
  relinquish: { from: ['scheduled', 'active'], to: 'ended', reason: 'relinquished' },
  revoke: { from: ['scheduled', 'active'], to: 'ended', reason: 'revoked' },
} as const satisfies Record<string, { from: readonly GrantStatus[]; to: GrantStatus; reason: GrantEndReason }>

export type GrantMove = keyof typeof grantMoves

export function canMove(status: GrantStatus, move: GrantMove): boolean {
  return (grantMoves[move].from as readonly GrantStatus[]).includes(status)
}

/** The window as the clock sees it. It is half-open: at `endsAt` the grant is over, whatever the row still says. */
export type GrantWindow = { status: GrantStatus; startsAt: Date; endsAt: Date }

/** The status at an instant. Credentials are only minted while this says `active` (invariant 1). */
export function statusAt(grant: GrantWindow, now: Date): GrantStatus {
  if (grant.status === 'ended' || now >= grant.endsAt) return 'ended'
  return now >= grant.startsAt ? 'active' : 'scheduled'
}
