import type { JsonService } from '../json/services'
import { aliasOperations } from './aliases'
import { cryptographyOperations } from './cryptography'
import { grantOperations } from './grants'
import { keyPolicyOperations } from './key-policy'
import { keyOperations } from './key-state'
import { rotationOperations } from './rotation'
import { tagOperations } from './key-tags'

export const kms: JsonService = {
  name: 'kms',
  target: 'TrentService',
  secretMembers: new Set(['Plaintext', 'CiphertextBlob']),
  internalErrorCode: 'KMSInternalException',
  operations: new Map(
    Object.entries({
      ...keyOperations,
      ...keyPolicyOperations,
      ...aliasOperations,
      ...cryptographyOperations,
      ...tagOperations,
      ...grantOperations,
      ...rotationOperations,
    }),
  ),
}
