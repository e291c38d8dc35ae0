import type { QueryOperation } from '../query'
import { authorizedRole } from './entities'
import { readMaxSessionDuration, readTrustPolicy } from './role-fields'

/** A parameter that is not given leaves its field as it is. */
const updateRole: QueryOperation = (call, parameters) => {
  const role = authorizedRole(call, 'UpdateRole', parameters)
  const maxSessionDurationSeconds = readMaxSessionDuration(parameters)
  role.description = parameters.text('Description') ?? role.description
  role.maxSessionDurationSeconds = maxSessionDurationSeconds ?? role.maxSessionDurationSeconds
  call.sandbox.changed()
  return []
}

const updateAssumeRolePolicy: QueryOperation = (call, parameters) => {
  const role = authorizedRole(call, 'UpdateAssumeRolePolicy', parameters)
  role.trustPolicy = readTrustPolicy(call.sandbox.state, parameters, 'PolicyDocument')
  call.sandbox.changed()
  return null
}

export const updateRoleOperations = { UpdateRole: updateRole, UpdateAssumeRolePolicy: updateAssumeRolePolicy }
