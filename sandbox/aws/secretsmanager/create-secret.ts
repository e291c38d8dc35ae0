import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import { operation, tagList, type RegionalCall } from '../json/operation'
import { authorizeNamed, requestTagContext } from './access'
import { encryptFor } from './encryption'
import { alreadyExists, invalidRequest } from './errors'
import { findByName } from './find'
import type { StoredSecret } from './state'
import { readTags } from './tags'
import { readValue, sameValue, valueMembers, type NewValue } from './values'
import { addVersion } from './versions'

const NAME = /^[A-Za-z0-9/_+=.@-]+$/
const SUFFIX_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function checkName(name: string): void {
  if (NAME.test(name)) return
  throw new AwsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  )
}

/** Six random characters: a secret that is made again under its name is another secret to policies. */
function newArn(region: string, accountId: string, name: string): string {
  const suffix = Array.from({ length: 6 }, () => SUFFIX_ALPHABET.charAt(randomInt(SUFFIX_ALPHABET.length)))
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix.join('')}`
}

/** The same call again is harmless; anything else under a name that is taken is refused. */
function repeated(existing: StoredSecret, value: NewValue | null): StoredSecret {
  if (existing.deletion) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    )
  }
  const version = value && existing.versions.get(value.token)
  if (version && sameValue(version, value)) return existing
  throw alreadyExists(`The operation failed because the secret ${existing.name} already exists.`)
}

function emptySecret(call: RegionalCall, name: string): StoredSecret {
  const { accountId } = call.caller.principal
  const now = sandboxNow(call.sandbox.state).toISOString()
  return {
    arn: newArn(call.region, accountId, name),
    name,
    accountId,
    region: call.region,
    description: '',
    kmsKeyId: null,
    tags: new Map(),
    versions: new Map(),
    policy: null,
    createdAt: now,
    changedAt: now,
    lastAccessedOn: null,
    deletion: null,
  }
}

const members = {
  ...valueMembers,
  Name: z.string(),
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
  Tags: tagList.optional(),
  // Terraform says it always. Without replicas there is nothing to overwrite.
  ForceOverwriteReplicaSecret: z.literal(false).optional(),
}

export const createSecret = operation(members, (call, input) => {
  const { Name: name, Description, KmsKeyId, Tags = [] } = input
  checkName(name)
  const secret = emptySecret(call, name)
  const asked = new Map(Tags.map(({ Key, Value = '' }) => [Key, Value]))
  const named = { secret: undefined, arn: secret.arn, accountId: secret.accountId }
  authorizeNamed(call, 'CreateSecret', named, {
    'secretsmanager:Name': name,
    ...(Description !== undefined && { 'secretsmanager:Description': Description }),
    ...(KmsKeyId !== undefined && { 'secretsmanager:KmsKeyId': KmsKeyId }),
    ...requestTagContext(asked),
    ...Object.fromEntries(Tags.map(({ Key, Value = '' }) => [`secretsmanager:ResourceTag/${Key}`, Value])),
  })
  const value = readValue(input)
  const existing = findByName(call, name)
  if (existing) {
    const { arn, versions } = repeated(existing, value)
    const version = versions.get(value?.token ?? '')
    return { ARN: arn, Name: name, ...(version && { VersionId: version.id }) }
  }
  secret.tags = readTags(Tags)
  secret.description = Description ?? ''
  secret.kmsKeyId = KmsKeyId ?? null
  if (value) addVersion(call, secret, value)
  else if (KmsKeyId !== undefined) encryptFor(call, secret, '')
  call.sandbox.state.secrets.set(secret.arn, secret)
  call.sandbox.changed()
  return { ARN: secret.arn, Name: name, ...(value && { VersionId: value.token }) }
})
