import type { Check, RequestKind } from '../catalog/evaluate'
import type { SpokenRule } from '../catalog/judge-policy'
import type { EntitlementLabel } from '../catalog/schema'
import type { Delivery } from '../scopes/deliveries'
import type { FieldProblem } from '../kernel/errors'
import type { PolicySize } from '../ports/cloud'
import type { Level, Scope } from '../scopes/schema'

export type { RequestKind }

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
  /** Who could decide in somebody's place: "Dmitri for Carla". */
  standIns: readonly string[]
  /** Why it waits or cannot be met, when nobody known could decide. */
  nobody: string | null
  /** Who may decide too, since it has waited so long. */
  escalatedTo: string | null
}

/** Another grant holds the secret that this would fill: until then it cannot be approved. ISO 8601 in UTC. */
export type SecretHeldView = { name: string; freeFrom: string }

/** What a wish leads to, shown live on the form: the same evaluation that the server enforces. Times in minutes. */
export type RequestPreview = {
  /**
   * Empty when the request can be sent. `field` is one of: scope, scope.bucket, scope.prefix, scope.level, scope.delete,
   * durationMinutes, startsAt, deliveries, reason, ticket, incident, kind, freshSignIn, approvers, entitlementId.
   */
  problems: readonly FieldProblem[]
  /** Everything that was looked at, met or not. */
  checks: readonly Check[]
  /** The policy's rules that speak for this wish, with what each does. */
  spoke: readonly SpokenRule[]
  /** Whether it would be approved at once: by a rule, by breaking the glass, or not. */
  atOnce: 'rule' | 'break-glass' | null
  ticketNeeded: boolean
  /** Within how many minutes the requester has to have signed in; null: it does not matter. */
  freshSignInMinutes: number | null
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
  kind: RequestKind
  status: RequestStatus
  requester: PersonView
  entitlement: EntitlementLabel
  scope: Scope
  scopeLabel: string
  scopeInWords: string
  /** How it is to be used, in the order of forms. */
  deliveries: readonly Delivery[]
  durationMinutes: number
  /** The start that is asked for; null: at approval. */
  startsAt: string | null
  reason: string
  ticket: string | null
  incident: string | null
  createdAt: string
  closedAt: string | null
  /** While it is pending: when it lapses. */
  lapsesAt: string | null
  /** The grant that it opened or, for an extension, made longer or would. */
  grantId: string | null
  /** Whether an approver has narrowed it: scope, start and duration above are what is decided on now. */
  narrowed: boolean
}

export type DecisionView = {
  id: string
  by: PersonView
  /** The approver in whose place it was made. */
  onBehalfOf: PersonView | null
  outcome: 'approve' | 'deny'
  comment: string | null
  stageName: string
  decidedAt: string
  withdrawnAt: string | null
  /** Why an approval that was not withdrawn counts for nothing now; null while it counts. */
  whyNotCounted: string | null
  /** What it narrowed the request to; null when it changed nothing. */
  narrowed: readonly Difference[] | null
}

/** One thing that an approver made smaller, in words: "duration", "8 h", "2 h". */
export type Difference = { what: 'scope' | 'start' | 'duration'; from: string; to: string }

export type MessageView = { id: string; by: PersonView; body: string; createdAt: string }

/** A request that waits for a viewer's decision: their own, or in somebody's place. */
export type QueuedRequest = RequestSummary & { decidesFor: PersonView | null; escalated: boolean }

/** What an approver can narrow to: never wider than now. */
export type NarrowChoices = {
  scope: Scope
  /** The levels that are not wider and offered, widest first; empty for a whole role. */
  levels: readonly Level[]
  /** A smaller prefix begins with this one. */
  prefix: string | null
  shortestMinutes: number
  longestMinutes: number
  /** A later start lies within these; null where the start cannot be moved (an extension). */
  start: { earliest: string; latest: string } | null
}

/** One request with everything needed to decide on it. */
export type RequestView = RequestSummary & {
  /** "list and read objects under 2026/ in finance-reports for 2 h, from approval". */
  summary: string
  notes: readonly string[]
  /** "console, terminal, secret SensitiveS3 (read by EC2Normal)". */
  deliveriesInWords: string
  secretHeld: SecretHeldView | null
  policyText: string
  size: PolicySize
  envelopeHash: string
  /** What the policy says now and which version it is: a decision is bound to it. */
  policyHash: string
  /** The approval policy in plain words, a sentence each. */
  policyInWords: readonly string[]
  checks: readonly Check[]
  spoke: readonly SpokenRule[]
  canOutlive: boolean
  sessionNote: string | null
  stages: readonly StageView[]
  decisions: readonly DecisionView[]
  messages: readonly MessageView[]
  mayCancel: boolean
  /** Whether nothing is left to decide, so that the requester can open it. */
  mayOpen: boolean
  mayDecide: boolean
  /** In whose place this viewer would decide; null: their own. */
  decidesFor: PersonView | null
  mayComment: boolean
  /** The viewer's approval that they can still withdraw. */
  withdrawable: { decisionId: string } | null
  /** Why this viewer cannot decide, when they are an approver in principle or it no longer can be decided. */
  whyNotDecide: string | null
  /** Whether only a fresh sign-in is missing for this viewer to decide. */
  needsFreshSignIn: boolean
  narrowChoices: NarrowChoices | null
  /** Reasons why an approval would be refused now (the entitlement was withdrawn, its limits shrank …). */
  obstacles: readonly string[]
  /** What was asked for at first, where it was narrowed since. */
  differences: readonly Difference[]
  /** For an extension: the end of the running grant as it is, and as it would be. */
  extension: { grantId: string; endsAt: string; newEndsAt: string } | null
  limits: {
    remindedAt: string | null
    escalatedAt: string | null
    escalatesAt: string | null
    lapsesAt: string
  }
  /** What this requester did with this entitlement before. */
  earlier: { requests: number; approved: number; lastApprovedAt: string | null }
  /** What is out of the ordinary about it, a sentence each. */
  unusual: readonly string[]
  review: ReviewView | null
}

/** The look at a break-glass grant afterwards. */
export type ReviewView = {
  requestId: string
  grantId: string
  dueAt: string
  overdue: boolean
  escalatedAt: string | null
  outcome: 'justified' | 'unjustified' | null
  comment: string | null
  reviewer: PersonView | null
  reviewedAt: string | null
  /** Whether this viewer may review it now. */
  mayReview: boolean
  reviewersInWords: string
}

/** A break-glass request in the list of reviews. */
export type ReviewItem = ReviewView & { request: RequestSummary }

/** What somebody else's wish would lead to, for administrators, with the policy in plain words. */
export type WhatIf = RequestPreview & { policyInWords: readonly string[] }

/** A wish that somebody keeps to ask for again; `available` while they may ask for its entitlement. */
export type FavouriteView = {
  id: string
  name: string
  entitlementId: string
  scope: Scope
  scopeInWords: string
  durationMinutes: number
  deliveries: readonly Delivery[]
  available: boolean
}

/** One page of a list, newest first; `next` is the cursor of the page after it. */
export type Page<Item> = { items: readonly Item[]; next: string | null }
