import type { EntitlementLabel } from '../catalog/schema'
import type { Delivery } from '../scopes/deliveries'
import type { FieldProblem } from '../kernel/errors'
import type { PolicySize } from '../ports/cloud'
import type { Scope } from '../scopes/schema'

export type RequestStatus = 'pending' | 'approved' | 'denied' | 'cancelled' | 'lapsed'

/** Who may decide at one stage, in words and by name where known. */
export type StageView = {
  name: string
  required: number
  approvals: number
  state: 'met' | 'open' | 'waiting'
  /** "finance-approvers", or names. */
  approversInWords: string
  /** Known people who could decide now: never the requester. Empty: nobody known yet, the request waits. */
  candidates: readonly string[]
}

/** Another grant holds the secret that this would fill: until then it cannot be approved. ISO 8601 in UTC. */
export type SecretHeldView = { name: string; freeFrom: string }

/** What a wish leads to, shown live on the form: the same evaluation that the server enforces. Times in minutes. */
export type RequestPreview = {
  /** Empty when the request can be sent. `field` is one of: scope, scope.bucket, scope.prefix, scope.level, scope.delete, durationMinutes, deliveries, reason, ticket, entitlementId. */
  problems: readonly FieldProblem[]
  /** "list and read objects under 2026/ in finance-reports for 2 h, from approval". */
  summary: string
  notes: readonly string[]
  secretHeld: SecretHeldView | null
  /** The session policy, indented; the end of the grant is shown as it will be computed. */
  policyText: string
  size: PolicySize | null
  longestMinutes: number
  longestReasons: readonly string[]
  /** "One console session lasts up to 1 h …", when shorter than the duration. */
  sessionNote: string | null
  stages: readonly StageView[]
  canOutlive: boolean
}

export type PersonView = { id: string; name: string; handle: string }

export type RequestSummary = {
  id: string
  status: RequestStatus
  requester: PersonView
  entitlement: EntitlementLabel
  scope: Scope
  scopeLabel: string
  scopeInWords: string
  /** How it is to be used, in the order of forms. */
  deliveries: readonly Delivery[]
  durationMinutes: number
  reason: string
  ticket: string | null
  createdAt: string
  closedAt: string | null
  grantId: string | null
}

export type DecisionView = {
  id: string
  by: PersonView
  outcome: 'approve' | 'deny'
  comment: string | null
  stageName: string
  decidedAt: string
}

/** One request with everything needed to decide on it. */
export type RequestView = RequestSummary & {
  notes: readonly string[]
  /** "console, terminal, secret SensitiveS3 (read by EC2Normal)". */
  deliveriesInWords: string
  secretHeld: SecretHeldView | null
  policyText: string
  size: PolicySize
  envelopeHash: string
  canOutlive: boolean
  sessionNote: string | null
  stages: readonly StageView[]
  decisions: readonly DecisionView[]
  mayCancel: boolean
  mayDecide: boolean
  /** Why this viewer cannot decide, when they are an approver in principle or it no longer can be decided. */
  whyNotDecide: string | null
  /** Reasons why an approval would be refused now (the entitlement was withdrawn, its limits shrank …). */
  obstacles: readonly string[]
  /** What this requester did with this entitlement before. */
  earlier: { requests: number; approved: number; lastApprovedAt: string | null }
}

/** One page of a list, newest first; `next` is the cursor of the page after it. */
export type Page<Item> = { items: readonly Item[]; next: string | null }
