import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import type { RegionalCall } from '../json/operation'
import { encryptFor } from './encryption'
import { alreadyExists } from './errors'
import { CURRENT, moveStage } from './stages'
import type { SecretVersion, StoredSecret } from './state'
import { sameValue, type NewValue } from './values'

const MOST_VERSIONS = 100
const YOUNG_MS = 24 * 3600 * 1000

/** "Secrets Manager quotas": beyond about 100 versions the oldest without labels go, but none younger than 24 hours. */
function makeRoom(secret: StoredSecret, now: Date): void {
  if (secret.versions.size < MOST_VERSIONS) return
  const oldest = [...secret.versions.values()].find(
    ({ stages, createdAt }) =>
      stages.length === 0 && now.getTime() - new Date(createdAt).getTime() >= YOUNG_MS,
  )
  if (!oldest) {
    throw new AwsError(
      'LimitExceededException',
      'You have reached the quota for the number of versions of this secret.',
    )
  }
  secret.versions.delete(oldest.id)
}

/** The version that was made under this token before. Throws `ResourceExistsException` when its value is another. */
export function repeatedVersion(secret: StoredSecret, value: NewValue): SecretVersion | undefined {
  const existing = secret.versions.get(value.token)
  if (!existing || sameValue(existing, value)) return existing
  throw alreadyExists(
    `You can't use ClientRequestToken ${value.token} because that value is already in use for a version of secret ${secret.arn}.`,
  )
}

/** Adds a version with these labels, encrypted with the secret's key. The first version is AWSCURRENT whatever was asked. */
export function addVersion(
  call: RegionalCall,
  secret: StoredSecret,
  value: NewValue,
  stages: readonly string[] = [CURRENT],
): SecretVersion {
  const now = sandboxNow(call.sandbox.state)
  const kmsKeyArn = encryptFor(call, secret, value.token)
  makeRoom(secret, now)
  const { token: id, string, binaryBase64 } = value
  const createdAt = now.toISOString()
  const version = { id, string, binaryBase64, createdAt, kmsKeyArn, stages: [], lastAccessedOn: null }
  const isFirst = secret.versions.size === 0
  secret.versions.set(id, version)
  for (const stage of new Set(isFirst ? [CURRENT, ...stages] : stages)) moveStage(secret, stage, id)
  secret.changedAt = createdAt
  return version
}
