import type { Delivery } from '../scopes/deliveries'

export type SessionStatus = 'intended' | 'issued' | 'failed' | 'unknown'

/** One attempt to have credentials issued, as shown. Times are ISO 8601 in UTC. */
export type SessionView = {
  id: string
  grantId: string
  delivery: Delivery
  status: SessionStatus
  intendedAt: string
  /** Until when it may work: its own expiry or the grant's end, whichever is first. Null when nothing was issued. */
  worksUntil: string | null
  /** It stops before the grant does (issued before an extension, or for the longest AWS gives): to go on needs another. */
  endsBeforeGrant: boolean
  handedOverAt: string | null
  requestedDurationSeconds: number
  sourceIdentity: string
  roleSessionName: string
  accessKeyId: string | null
  packedPolicyPercent: number | null
  failureSentence: string | null
}

/** The secret that a grant fills, as shown. Times are ISO 8601 in UTC. */
export type SecretView = {
  name: string
  accountId: string
  region: string
  /** The one role that may read it. */
  readerRoleArn: string
  status: 'waiting' | 'delivered' | 'failed' | 'emptied'
  deliveredAt: string | null
  /** When the credentials there die: their own expiry or the grant's end, whichever is first. */
  worksUntil: string | null
  /** Until when no other grant can have it. */
  heldUntil: string
  emptiedAt: string | null
  /** Why it could not be filled, or not be emptied yet. */
  failureSentence: string | null
  mayAskAgain: boolean
  /** From when its holder may ask again, while that is still to come. */
  askAgainFrom: string | null
}
