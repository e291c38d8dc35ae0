import type { ContextValues } from '../../policy'
import { AwsError } from '../errors'
import type { RegionalCall } from '../json/operation'
import { authorizeKey } from './authorize-key'
import { findKey, requestedAlias } from './find-key'
import type { KmsKey } from './state'

/**
 * The key that an administrative operation is about, if the caller may do it. By id or key ARN alone, never by alias; only
 * from the key's own account ("Cross-account use: No" in the KMS API reference).
 */
export function ownKey(call: RegionalCall, keyId: string, action: string, context?: ContextValues): KmsKey {
  if (requestedAlias(keyId) !== undefined) {
    throw new AwsError('InvalidArnException', `${action} takes a key id or key ARN, not the alias ${keyId}.`)
  }
  const { accountId, arn } = call.caller.principal
  const key = findKey(call.sandbox, keyId, { accountId, region: call.region })
  if (key.accountId !== accountId) {
    const message = `User: ${arn} is not authorized to perform: kms:${action} on a key of another account`
    throw new AwsError('AccessDenied', message, 403)
  }
  authorizeKey(call, key, action, context)
  return key
}

/** Throws `KMSInvalidStateException`: such a key can only be looked at, and saved. */
export function refusePendingDeletion(key: KmsKey): void {
  if (key.deletionDate === null) return
  throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`)
}
