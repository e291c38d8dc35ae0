import type { Call } from '../call'
import { userArn } from '../caller'
import { isoSeconds, sandboxNow } from '../clock'
import { AwsError } from '../errors'
import { uniqueId } from '../ids'
import type { QueryOperation } from '../query'
import type { User } from '../state'
import { element, type XmlElement } from '../xml'
import { authorizedUser, authorizeIam, callerAccount } from './entities'
import { listPage } from './list-page'

function userFields(accountId: string, user: User): XmlElement[] {
  return [
    element('Path', user.path),
    element('UserName', user.name),
    element('UserId', user.id),
    element('Arn', userArn(accountId, user)),
    element('CreateDate', user.createdAt),
  ]
}

function accountOf(call: Call): string {
  return call.caller.principal.accountId
}

const createUser: QueryOperation = (call, parameters) => {
  parameters.refuse('PermissionsBoundary', 'Tags')
  const account = callerAccount(call)
  const user: User = {
    name: parameters.required('UserName'),
    path: parameters.text('Path') ?? '/',
    id: uniqueId('AIDA'),
    createdAt: isoSeconds(sandboxNow(call.sandbox.state)),
    accessKeys: [],
    policies: new Map(),
  }
  authorizeIam(call, 'CreateUser', userArn(account.id, user))
  if (account.users.has(user.name.toLowerCase())) {
    throw new AwsError('EntityAlreadyExists', `User with name ${user.name} already exists.`, 409)
  }
  account.users.set(user.name.toLowerCase(), user)
  call.sandbox.changed()
  return [element('User', userFields(account.id, user))]
}

const getUser: QueryOperation = (call, parameters) => {
  const user = authorizedUser(call, 'GetUser', parameters)
  return [element('User', userFields(accountOf(call), user))]
}

const deleteUser: QueryOperation = (call, parameters) => {
  const user = authorizedUser(call, 'DeleteUser', parameters)
  if (user.accessKeys.length > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete access keys first.', 409)
  }
  if (user.policies.size > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409)
  }
  callerAccount(call).users.delete(user.name.toLowerCase())
  call.sandbox.changed()
  return null
}

const listUsers: QueryOperation = (call, parameters) => {
  const account = callerAccount(call)
  const prefix = parameters.text('PathPrefix') ?? '/'
  authorizeIam(call, 'ListUsers', `arn:aws:iam::${account.id}:user${prefix}`)
  const users = [...account.users.values()].filter(({ path }) => path.startsWith(prefix))
  return listPage(
    parameters,
    'Users',
    users,
    ({ name }) => name,
    (user) => userFields(account.id, user),
  )
}

export const userOperations = {
  CreateUser: createUser,
  GetUser: getUser,
  DeleteUser: deleteUser,
  ListUsers: listUsers,
}
