export type SessionStatus = 'intended' | 'issued' | 'failed' | 'unknown'

/** One attempt to have credentials issued, as shown. Times are ISO 8601 in UTC. */
export type SessionView = {
  id: string
  grantId: string
  delivery: 'console'
  status: SessionStatus
  intendedAt: string
  /** Until when it may work: its own expiry or the grant's end, whichever is first. Null when nothing was issued. */
  worksUntil: string | null
  handedOverAt: string | null
  requestedDurationSeconds: number
  sourceIdentity: string
  roleSessionName: string
  accessKeyId: string | null
  packedPolicyPercent: number | null
  failureSentence: string | null
}
