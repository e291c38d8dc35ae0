import { parsePolicy, type Policy, type Principal } from '../policy'
import type { Account, AccessKey, Role, RoleSession, State, User } from './state'

/** Who makes a call, with the policies that are theirs at this moment. */
export interface Caller {
  principal: Principal
  identity: Policy[]
  session: Policy | undefined
  /** Present for role sessions. */
  roleSession: RoleSession | undefined
}

/** Credentials as a request names them, before anything of it is believed. */
export interface KnownKey {
  secret: string
  roleSession: RoleSession | undefined
  caller: () => Caller | null
}

export const ANONYMOUS: Caller = {
  principal: { kind: 'anonymous', arn: '', accountId: '', userId: '', tags: {} },
  identity: [],
  session: undefined,
  roleSession: undefined,
}

export function userArn(accountId: string, user: User): string {
  return `arn:aws:iam::${accountId}:user${user.path}${user.name}`
}

export function roleArn(accountId: string, role: Role): string {
  return `arn:aws:iam::${accountId}:role${role.path}${role.name}`
}

export function sessionArn(session: RoleSession): string {
  return `arn:aws:sts::${session.accountId}:assumed-role/${session.roleName}/${session.sessionName}`
}

function identityPolicies(policies: Map<string, string>): Policy[] {
  return [...policies.values()].map((text) => parsePolicy(text, 'identity'))
}

function userCaller(account: Account, user: User): Caller {
  return {
    principal: {
      kind: 'user',
      arn: userArn(account.id, user),
      accountId: account.id,
      userId: user.id,
      tags: {},
    },
    identity: identityPolicies(user.policies),
    session: undefined,
    roleSession: undefined,
  }
}

/** Null when the role is gone: a new role of the same name is another role. */
export function sessionCaller(state: State, session: RoleSession): Caller | null {
  const role = state.accounts.get(session.accountId)?.roles.get(session.roleName.toLowerCase())
  if (role?.id !== session.roleId) return null
  return {
    principal: {
      kind: 'assumed-role',
      arn: sessionArn(session),
      roleArn: roleArn(session.accountId, role),
      accountId: session.accountId,
      userId: `${session.roleId}:${session.sessionName}`,
      tags: Object.fromEntries(session.tags),
    },
    identity: identityPolicies(role.policies),
    session: session.sessionPolicy === null ? undefined : parsePolicy(session.sessionPolicy, 'session'),
    roleSession: session,
  }
}

function findUserKey(state: State, accessKeyId: string): [Account, User, AccessKey] | null {
  for (const account of state.accounts.values()) {
    for (const user of account.users.values()) {
      const key = user.accessKeys.find(({ id }) => id === accessKeyId)
      if (key) return [account, user, key]
    }
  }
  return null
}

export function findKey(state: State, accessKeyId: string): KnownKey | null {
  const roleSession = state.sessions.get(accessKeyId)
  if (roleSession) {
    const caller = () => sessionCaller(state, roleSession)
    return { secret: roleSession.secretAccessKey, roleSession, caller }
  }
  const found = findUserKey(state, accessKeyId)
  if (!found) return null
  const [account, user, key] = found
  return { secret: key.secret, roleSession: undefined, caller: () => userCaller(account, user) }
}
