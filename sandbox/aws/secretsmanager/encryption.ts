import { AwsError } from '../errors'
import type { RegionalCall } from '../json/operation'
import { useKey, type KeyUse } from '../kms/use-key'
import { invalidRequest } from './errors'
import type { SecretVersion, StoredSecret } from './state'

export const DEFAULT_KEY = 'alias/aws/secretsmanager'

/** What Secrets Manager says of KMS' own refusals. */
function translated(error: unknown, failure: 'EncryptionFailure' | 'DecryptionFailure'): unknown {
  if (!(error instanceof AwsError)) return error
  if (error.code.startsWith('AccessDenied'))
    return new AwsError('AccessDeniedException', 'Access to KMS is not allowed')
  return new AwsError(failure, error.message)
}

function use(
  call: RegionalCall,
  secret: StoredSecret,
  versionId: string,
  action: KeyUse['action'],
  keyId: string,
) {
  const { accountId, region } = secret
  const encryptionContext = { SecretARN: secret.arn, SecretVersionId: versionId }
  try {
    return useKey(call, { action, keyId, accountId, region, viaService: 'secretsmanager', encryptionContext })
  } catch (error) {
    throw translated(error, action === 'Decrypt' ? 'DecryptionFailure' : 'EncryptionFailure')
  }
}

/** "Secret encryption and decryption": a data key is generated, and read back where the key is the customer's. */
export function encryptFor(call: RegionalCall, secret: StoredSecret, versionId: string): string | null {
  const key = use(call, secret, versionId, 'GenerateDataKey', secret.kmsKeyId ?? DEFAULT_KEY)
  if (secret.kmsKeyId === null) return null
  use(call, secret, versionId, 'Decrypt', secret.kmsKeyId)
  return key.arn
}

/** Another account's caller needs a customer's key: the default one's policy cannot let it in. */
export function decryptFor(call: RegionalCall, secret: StoredSecret, { id, kmsKeyArn }: SecretVersion): void {
  if (kmsKeyArn === null && call.caller.principal.accountId !== secret.accountId) {
    throw invalidRequest(
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
    )
  }
  use(call, secret, id, 'Decrypt', kmsKeyArn ?? DEFAULT_KEY)
}
