import { z } from 'zod'
import { sandboxNow } from '../clock'
import { operation, type RegionalCall } from '../json/operation'
import { usableSecret } from './access'
import { DEFAULT_KEY, decryptFor, encryptFor } from './encryption'
import type { StoredSecret } from './state'
import { readValue, valueMembers } from './values'
import { addVersion, repeatedVersion } from './versions'

const RE_ENCRYPTED = ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING']

/** UpdateSecret, API reference: the versions with AWS's own labels are encrypted again with the new key. */
function changeKey(call: RegionalCall, secret: StoredSecret, keyId: string): void {
  const labelled = [...secret.versions.values()].filter(({ stages }) =>
    stages.some((stage) => RE_ENCRYPTED.includes(stage)),
  )
  for (const version of labelled) decryptFor(call, secret, version)
  const changed = { ...secret, kmsKeyId: keyId === DEFAULT_KEY ? null : keyId }
  const arns = labelled.map(({ id }) => encryptFor(call, changed, id))
  labelled.forEach((version, i) => {
    version.kmsKeyArn = arns[i] ?? null
  })
  secret.kmsKeyId = changed.kmsKeyId
}

const members = {
  ...valueMembers,
  SecretId: z.string(),
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
}

export const updateSecret = operation(members, (call, input) => {
  const { SecretId, Description, KmsKeyId } = input
  const secret = usableSecret(call, 'UpdateSecret', SecretId, {
    ...(Description !== undefined && { 'secretsmanager:Description': Description }),
    ...(KmsKeyId !== undefined && { 'secretsmanager:KmsKeyId': KmsKeyId }),
  })
  const value = readValue(input)
  const repeated = value && repeatedVersion(secret, value)
  if (KmsKeyId !== undefined && KmsKeyId !== secret.kmsKeyId) changeKey(call, secret, KmsKeyId)
  if (value && !repeated) addVersion(call, secret, value)
  if (Description !== undefined) secret.description = Description
  secret.changedAt = sandboxNow(call.sandbox.state).toISOString()
  call.sandbox.changed()
  return { ARN: secret.arn, Name: secret.name, ...(value && { VersionId: value.token }) }
})
