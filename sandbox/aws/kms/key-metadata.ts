import { epochSeconds } from '../json/render'
import type { KmsKey } from './state'

function keyState({ deletionDate, enabled }: KmsKey): string {
  if (deletionDate !== null) return 'PendingDeletion'
  return enabled ? 'Enabled' : 'Disabled'
}

/** What CreateKey and DescribeKey answer about a key. */
export function keyMetadata(key: KmsKey): Record<string, unknown> {
  return {
    AWSAccountId: key.accountId,
    Arn: key.arn,
    CreationDate: epochSeconds(key.createdAt),
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    ...(key.deletionDate !== null && { DeletionDate: epochSeconds(key.deletionDate) }),
    Description: key.description,
    Enabled: key.enabled && key.deletionDate === null,
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    KeyId: key.id,
    KeyManager: key.manager,
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyState: keyState(key),
    KeyUsage: 'ENCRYPT_DECRYPT',
    MultiRegion: false,
    Origin: 'AWS_KMS',
  }
}
