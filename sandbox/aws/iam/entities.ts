import { authorize, type Call } from '../call'
import { roleArn, userArn } from '../caller'
import { AwsError, noSuchEntity } from '../errors'
import type { QueryParameters } from '../query-parameters'
import type { Account, Role, User } from '../state'

/** The caller's own account: IAM's calls reach no other. */
export function callerAccount({ sandbox, caller }: Call): Account {
  const account = sandbox.state.accounts.get(caller.principal.accountId)
  if (!account) throw new AwsError('AccessDenied', 'The account of the caller does not exist.', 403)
  return account
}

/** Throws `AccessDenied` unless the caller may do this to that user, role or path. */
export function authorizeIam(call: Call, action: string, resource: string): void {
  authorize(call, { action: `iam:${action}`, resource, resourceAccount: call.caller.principal.accountId })
}

/** The user that the call names, once the caller may act on it; the caller itself when no name is given. */
export function authorizedUser(call: Call, action: string, parameters: QueryParameters): User {
  const account = callerAccount(call)
  const name = userNameOf(call, parameters)
  const user = account.users.get(name.toLowerCase())
  authorizeIam(call, action, user ? userArn(account.id, user) : `arn:aws:iam::${account.id}:user/${name}`)
  if (!user) throw noSuchEntity(`The user with name ${name} cannot be found.`)
  return user
}

function userNameOf({ caller }: Call, parameters: QueryParameters): string {
  if (parameters.text('UserName') === undefined && caller.principal.kind === 'user') {
    return caller.principal.arn.slice(caller.principal.arn.lastIndexOf('/') + 1)
  }
  return parameters.required('UserName')
}

/** The role that the call names, once the caller may act on it. */
export function authorizedRole(call: Call, action: string, parameters: QueryParameters): Role {
  const account = callerAccount(call)
  const name = parameters.required('RoleName')
  const role = account.roles.get(name.toLowerCase())
  authorizeIam(call, action, role ? roleArn(account.id, role) : `arn:aws:iam::${account.id}:role/${name}`)
  if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`)
  return role
}
