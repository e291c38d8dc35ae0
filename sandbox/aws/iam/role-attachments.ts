import type { QueryOperation } from '../query'
import { element } from '../xml'
import { authorizedRole } from './entities'

/** There are no managed policies and no instance profiles here, so no role has any: what a role is attached to is nothing. */
function nothing(action: string, list: string): QueryOperation {
  return (call, parameters) => {
    authorizedRole(call, action, parameters)
    return [element(list, []), element('IsTruncated', false)]
  }
}

export const roleAttachmentOperations = {
  ListAttachedRolePolicies: nothing('ListAttachedRolePolicies', 'AttachedPolicies'),
  ListInstanceProfilesForRole: nothing('ListInstanceProfilesForRole', 'InstanceProfiles'),
}
