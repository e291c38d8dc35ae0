import type { Policy, PrincipalPattern } from '../policy'
import { AwsError } from './errors'
import type { State } from './state'
import { roleArn, userArn } from './caller'

function iamEntityExists(state: State, arn: string): boolean {
  const [, accountId = '', kind, name = ''] =
    /^arn:aws:iam::(\d{12}):(user|role)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? []
  const account = state.accounts.get(accountId)
  if (!account) return false
  if (kind === 'user') {
    const user = account.users.get(name.toLowerCase())
    return user !== undefined && userArn(accountId, user) === arn
  }
  const role = account.roles.get(name.toLowerCase())
  return role !== undefined && roleArn(accountId, role) === arn
}

function exists(state: State, principal: PrincipalPattern): boolean {
  if (principal.type === 'account') return state.accounts.has(principal.accountId)
  if (principal.type === 'arn' && principal.arn.startsWith('arn:aws:iam:')) {
    return iamEntityExists(state, principal.arn)
  }
  return true
}

/** A policy may only name accounts, users and roles that exist: "Invalid principal in policy" in AWS. */
export function checkPrincipals(state: State, policy: Policy): void {
  const principals = policy.statements.flatMap((statement) => statement.principals ?? [])
  if (principals.every((principal) => exists(state, principal))) return
  const code = policy.kind === 'trust' ? 'MalformedPolicyDocument' : 'MalformedPolicy'
  throw new AwsError(code, 'Invalid principal in policy')
}
