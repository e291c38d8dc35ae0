import type { RequestKind } from '../catalog/evaluate'
import type { Delivery } from '../scopes/deliveries'
import type { Scope } from '../scopes/schema'

export type GrantStatus = 'scheduled' | 'active' | 'ended'
export type GrantEndReason = 'expired' | 'relinquished' | 'revoked'

/** A grant in a list. Times are ISO 8601 in UTC; the status is as of the database's clock, not of a sweeper. */
export type GrantSummary = {
  id: string
  requestId: string
  kind: RequestKind
  status: GrantStatus
  endReason: GrantEndReason | null
  startsAt: string
  endsAt: string
  endedAt: string | null
  person: { id: string; name: string; handle: string }
  entitlement: { id: string; name: string; accountName: string; accountId: string; role: string }
  scope: Scope
  scopeLabel: string
  scopeInWords: string
  /** What was approved, in the order of forms. */
  deliveries: readonly Delivery[]
  reason: string
}

/** A grant that runs and of which nothing is minted, and why. */
export type StoppedGrant = { grant: GrantSummary; why: string }
