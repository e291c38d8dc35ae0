import type { QueryOperation } from '../query'
import type { Role } from '../state'
import { authorizedRole } from './entities'
import { deletePolicy, getPolicy, listPolicies, putPolicy, type PolicyHolder } from './inline-policies'

function holder({ name, policies }: Role): PolicyHolder {
  return { kind: 'role', name, policies }
}

const putRolePolicy: QueryOperation = (call, parameters) => {
  putPolicy(holder(authorizedRole(call, 'PutRolePolicy', parameters)), parameters)
  call.sandbox.changed()
  return null
}

const getRolePolicy: QueryOperation = (call, parameters) =>
  getPolicy(holder(authorizedRole(call, 'GetRolePolicy', parameters)), parameters)

const deleteRolePolicy: QueryOperation = (call, parameters) => {
  deletePolicy(holder(authorizedRole(call, 'DeleteRolePolicy', parameters)), parameters)
  call.sandbox.changed()
  return null
}

const listRolePolicies: QueryOperation = (call, parameters) =>
  listPolicies(holder(authorizedRole(call, 'ListRolePolicies', parameters)), parameters)

export const rolePolicyOperations = {
  PutRolePolicy: putRolePolicy,
  GetRolePolicy: getRolePolicy,
  DeleteRolePolicy: deleteRolePolicy,
  ListRolePolicies: listRolePolicies,
}
