/** The roles that configuration maps from groups. Approver is none of them: it is whoever a policy names. */
export type Role = 'requester' | 'auditor' | 'administrator'

/** The person behind a call, as their sign-in says now. */
export type Actor = {
  personId: string
  handle: string
  /** Twelve characters, unique to the person for ever. */
  code: string
  name: string
  email: string | null
  groups: readonly string[]
  roles: readonly Role[]
  signInId: string
  /** When the identity provider last saw the person prove who they are. */
  authenticatedAt: Date
  /** True when exactly one person holds this handle: only then does text that names the handle mean them. */
  handleIsUnique: boolean
  /** As the identity provider said at the sign-in; null where it names nobody. */
  managerHandle: string | null
}

/** People whom text names: members of groups, and handles. */
export type PeopleRule = { groups: readonly string[]; people: readonly string[] }

/** By what text can name a person. */
export type Standing = Pick<Actor, 'handle' | 'handleIsUnique' | 'groups'>

/** Somebody as lists and pages name them. */
type NamedRef = { id: string; name: string; handle: string }

/** One person stands in for another, as pages show it. Times are ISO 8601; `endedAt` when it ended before its time. */
export type DelegationView = {
  id: string
  from: NamedRef
  to: NamedRef
  status: 'coming' | 'current' | 'past'
  startsAt: string
  endsAt: string
  endedAt: string | null
  comment: string | null
}

/** A person as administrators list them. */
export type PersonSummary = NamedRef & {
  email: string | null
  /** Of the last sign-in, ended or not. */
  groups: readonly string[]
  suspendedAt: string | null
}

/** A person with everything that administrators look at before they suspend or reinstate. Times are ISO 8601. */
export type PersonView = PersonSummary & {
  code: string
  handleIsUnique: boolean
  knownSince: string
  lastSignInAt: string | null
  /** `id` is null where nobody, or more than one person, is known by that handle. */
  manager: { handle: string; id: string | null; name: string | null } | null
  suspension: { by: NamedRef; at: string; reason: string } | null
  /** Current and coming, given and taken. */
  delegations: readonly DelegationView[]
}
