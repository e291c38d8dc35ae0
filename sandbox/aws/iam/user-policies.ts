import type { QueryOperation } from '../query'
import type { User } from '../state'
import { authorizedUser } from './entities'
import { deletePolicy, getPolicy, listPolicies, putPolicy, type PolicyHolder } from './inline-policies'

function holder({ name, policies }: User): PolicyHolder {
  return { kind: 'user', name, policies }
}

const putUserPolicy: QueryOperation = (call, parameters) => {
  putPolicy(holder(authorizedUser(call, 'PutUserPolicy', parameters)), parameters)
  call.sandbox.changed()
  return null
}

const getUserPolicy: QueryOperation = (call, parameters) =>
  getPolicy(holder(authorizedUser(call, 'GetUserPolicy', parameters)), parameters)

const deleteUserPolicy: QueryOperation = (call, parameters) => {
  deletePolicy(holder(authorizedUser(call, 'DeleteUserPolicy', parameters)), parameters)
  call.sandbox.changed()
  return null
}

const listUserPolicies: QueryOperation = (call, parameters) =>
  listPolicies(holder(authorizedUser(call, 'ListUserPolicies', parameters)), parameters)

export const userPolicyOperations = {
  PutUserPolicy: putUserPolicy,
  GetUserPolicy: getUserPolicy,
  DeleteUserPolicy: deleteUserPolicy,
  ListUserPolicies: listUserPolicies,
}
