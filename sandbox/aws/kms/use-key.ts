import type { ContextValues } from '../../policy'
import type { Call } from '../call'
import { AwsError } from '../errors'
import { authorizeKey } from './authorize-key'
import { provideAwsManagedKey } from './aws-managed'
import { findKey, requestedAlias, type KeyPlace } from './find-key'
import type { KmsKey } from './state'

export type EncryptionContext = Readonly<Record<string, string>>

export interface KeyUse extends KeyPlace {
  /** Without the prefix `kms:`. */
  action: 'Decrypt' | 'DescribeKey' | 'Encrypt' | 'GenerateDataKey' | 'GenerateDataKeyWithoutPlaintext'
  /** Key id, key ARN, alias name or alias ARN. */
  keyId: string
  /** The service that calls on the caller's behalf. */
  viaService?: 's3' | 'secretsmanager'
  encryptionContext?: EncryptionContext | undefined
}

/** "Condition keys for AWS KMS", KMS Developer Guide. */
function useContext({ encryptionContext = {}, keyId, region, viaService }: KeyUse): ContextValues {
  const context: ContextValues = { 'kms:EncryptionContextKeys': Object.keys(encryptionContext) }
  for (const [name, value] of Object.entries(encryptionContext))
    context[`kms:EncryptionContext:${name}`] = value
  const alias = requestedAlias(keyId)
  if (alias !== undefined) context['kms:RequestAlias'] = alias
  if (viaService) context['kms:ViaService'] = `${viaService}.${region}.amazonaws.com`
  return context
}

/** "Forward access sessions", IAM User Guide: the service's own connection, with the caller's identity. */
const SERVICE_CONNECTION: ContextValues = { 'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'true' }

/** Throws `DisabledException` or `KMSInvalidStateException` unless the key can encrypt and decrypt. */
function requireUsable(key: KmsKey): void {
  if (key.deletionDate !== null) {
    throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`)
  }
  if (!key.enabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`)
}

/**
 * The key, if the caller may use it so, by key policy, identity and session policy, directly or through a service; an
 * AWS-managed key is made at its first use. Throws KMS' own errors: `AccessDenied`, `DisabledException`,
 * `KMSInvalidStateException`, `NotFoundException`, `InvalidArnException`.
 */
export function useKey(call: Call, use: KeyUse): KmsKey {
  const { accountId, action, keyId, region, viaService } = use
  if (viaService) provideAwsManagedKey(call.sandbox, accountId, region, keyId)
  const key = findKey(call.sandbox, keyId, use)
  const connection = viaService ? SERVICE_CONNECTION : call.connection
  authorizeKey({ ...call, connection }, key, action, useContext(use))
  if (action !== 'DescribeKey') requireUsable(key)
  return key
}
