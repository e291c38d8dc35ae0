import { z } from 'zod'
import { operation } from '../json/operation'
import { usableSecret } from './access'
import { invalidRequest } from './errors'
import { readValue, valueMembers } from './values'
import { addVersion, repeatedVersion } from './versions'

const members = {
  ...valueMembers,
  SecretId: z.string(),
  VersionStages: z.array(z.string()).optional(),
}

export const putSecretValue = operation(members, (call, input) => {
  const secret = usableSecret(call, 'PutSecretValue', input.SecretId)
  const value = readValue(input)
  if (!value) throw invalidRequest('You must provide either SecretString or SecretBinary.')
  const version = repeatedVersion(secret, value) ?? addVersion(call, secret, value, input.VersionStages)
  call.sandbox.changed()
  return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages }
})
