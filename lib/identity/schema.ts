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
}

/** People whom text names: members of groups, and handles. */
export type PeopleRule = { groups: readonly string[]; people: readonly string[] }

/** By what text can name a person. */
export type Standing = Pick<Actor, 'handle' | 'handleIsUnique' | 'groups'>
