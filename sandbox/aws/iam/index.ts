import type { QueryOperation } from '../query'
import { accessKeyOperations } from './access-keys'
import { roleOperations } from './roles'
import { roleAttachmentOperations } from './role-attachments'
import { rolePolicyOperations } from './role-policies'
import { updateRoleOperations } from './update-role'
import { userOperations } from './users'
import { userPolicyOperations } from './user-policies'

export const iamOperations: ReadonlyMap<string, QueryOperation> = new Map(
  Object.entries({
    ...userOperations,
    ...accessKeyOperations,
    ...userPolicyOperations,
    ...roleOperations,
    ...updateRoleOperations,
    ...rolePolicyOperations,
    ...roleAttachmentOperations,
  }),
)
