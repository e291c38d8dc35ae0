import { z } from 'zod'
import { operation, type JsonOperation } from '../json/operation'
import { ownKey, refusePendingDeletion } from './own-key'

/** No key rotates here, as none does at AWS until it is asked for. */
const getKeyRotationStatus = operation({ KeyId: z.string() }, (call, { KeyId }) => {
  const key = ownKey(call, KeyId, 'GetKeyRotationStatus')
  refusePendingDeletion(key)
  return { KeyId: key.arn, KeyRotationEnabled: false }
})

export const rotationOperations: Readonly<Record<string, JsonOperation>> = {
  GetKeyRotationStatus: getKeyRotationStatus,
}
