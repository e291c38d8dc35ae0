import type { GrantSummary } from '../grants/schema'
import type { Delivery } from '../scopes/deliveries'
import type { SecretView, SessionView } from '../sessions/schema'
import type { PersonView, RequestKind, ReviewView } from '../requests/schema'

/** One line of a grant's or a request's story. */
export type TimelineEntry = {
  id: string
  at: string
  type: string
  /** "Carla Rossi approved at stage “Data owner”." */
  sentence: string
  actorName: string
  /** What a person typed along with it (reason, comment): data, shown as text. */
  quote: string | null
}

/** A grant with all that belongs to it, for its own page (requester, approver, auditor). */
export type GrantPage = GrantSummary & {
  ticket: string | null
  policyText: string
  envelopeHash: string
  /** What was approved, in the order of forms. */
  deliveries: readonly Delivery[]
  /** The secret that it fills; null when it fills none. */
  secret: SecretView | null
  sessions: readonly SessionView[]
  timeline: readonly TimelineEntry[]
  /** True for the person it was granted to, while it is live. */
  mayUse: boolean
  isMine: boolean
  /** The incident that a break-glass grant was taken for. */
  incident: string | null
  mayExtend: boolean
  /** Why its holder cannot ask for a later end, while it runs. */
  whyNotExtend: string | null
  /** The request for a later end that waits for a decision. */
  pendingExtensionId: string | null
  mayRevoke: boolean
  /** Why nothing is issued although it runs. */
  stopped: string | null
  /** Who ended it and what they said, where somebody did. */
  ended: { by: PersonView | null; comment: string | null } | null
  /** The look at a break-glass grant afterwards. */
  review: ReviewView | null
  /** The longest that one session started now would work, in whole minutes: the grant's rest bounds it. */
  sessionMinutes: number
  /** After an early end: the latest moment at which something handed over may still work. */
  mayWorkUntil: string | null
  sessionNote: string | null
  /** "Sign out of AWS first". */
  consoleSignOutUrl: string
  /** The database's clock when this was read: countdowns start from it. */
  now: string
}

/** A session in the auditors' list. */
export type SessionRow = SessionView & {
  /** Of the request that its grant was opened by. */
  kind: RequestKind
  person: { id: string; name: string; handle: string }
  entitlement: { id: string; name: string; accountName: string; accountId: string; role: string }
  scopeLabel: string
}

/** An audit event in the auditors' list. `canonical` is the stored text, for the curious. */
export type EventRow = TimelineEntry & {
  about: Readonly<Record<string, string>>
  canonical: string
}

/** The auditors' lists, by the last part of their address. */
export type ListName = 'grants' | 'sessions' | 'events'

/** A list as a file. Its text comes piece by piece, each read when it is asked for; giving up early stops the reading. */
export type ListExport = { fileName: string; pieces: AsyncIterable<string> }

/** A condition of an approval policy that could not be evaluated, and when it was tried last. */
export type PolicyFailure = { entitlementId: string; sentence: string; at: string }
