import { roleArn } from '../caller'
import { isoSeconds, sandboxNow } from '../clock'
import { AwsError } from '../errors'
import { uniqueId } from '../ids'
import type { QueryOperation } from '../query'
import type { Role } from '../state'
import { element } from '../xml'
import { authorizedRole, authorizeIam, callerAccount } from './entities'
import { listPage } from './list-page'
import { readMaxSessionDuration, readTrustPolicy, roleFields } from './role-fields'

const createRole: QueryOperation = (call, parameters) => {
  parameters.refuse('PermissionsBoundary', 'Tags')
  const account = callerAccount(call)
  const role: Role = {
    name: parameters.required('RoleName'),
    path: parameters.text('Path') ?? '/',
    id: uniqueId('AROA'),
    createdAt: isoSeconds(sandboxNow(call.sandbox.state)),
    description: parameters.text('Description') ?? '',
    trustPolicy: readTrustPolicy(call.sandbox.state, parameters, 'AssumeRolePolicyDocument'),
    maxSessionDurationSeconds: readMaxSessionDuration(parameters) ?? 3600,
    policies: new Map(),
  }
  authorizeIam(call, 'CreateRole', roleArn(account.id, role))
  if (account.roles.has(role.name.toLowerCase())) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${role.name} already exists.`, 409)
  }
  account.roles.set(role.name.toLowerCase(), role)
  call.sandbox.changed()
  return [element('Role', roleFields(account.id, role))]
}

const getRole: QueryOperation = (call, parameters) => {
  const role = authorizedRole(call, 'GetRole', parameters)
  return [element('Role', roleFields(call.caller.principal.accountId, role))]
}

const deleteRole: QueryOperation = (call, parameters) => {
  const role = authorizedRole(call, 'DeleteRole', parameters)
  if (role.policies.size > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409)
  }
  callerAccount(call).roles.delete(role.name.toLowerCase())
  call.sandbox.changed()
  return null
}

const listRoles: QueryOperation = (call, parameters) => {
  const account = callerAccount(call)
  const prefix = parameters.text('PathPrefix') ?? '/'
  authorizeIam(call, 'ListRoles', `arn:aws:iam::${account.id}:role${prefix}`)
  const roles = [...account.roles.values()].filter(({ path }) => path.startsWith(prefix))
  return listPage(
    parameters,
    'Roles',
    roles,
    ({ name }) => name,
    (role) => roleFields(account.id, role),
  )
}

export const roleOperations = {
  CreateRole: createRole,
  GetRole: getRole,
  DeleteRole: deleteRole,
  ListRoles: listRoles,
}
