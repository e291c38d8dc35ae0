import { z } from 'zod'
import { operation } from '../json/operation'
import { epochSeconds } from '../json/render'
import { authorizedSecret } from './access'
import { pageOf } from './pages'
import type { SecretVersion, StoredSecret } from './state'

/** What DescribeSecret and ListSecrets both tell. */
export function secretFields(secret: StoredSecret): Record<string, unknown> {
  const { description, kmsKeyId, lastAccessedOn, deletion } = secret
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(description !== '' && { Description: description }),
    ...(kmsKeyId !== null && { KmsKeyId: kmsKeyId }),
    LastChangedDate: epochSeconds(secret.changedAt),
    ...(lastAccessedOn !== null && { LastAccessedDate: epochSeconds(lastAccessedOn) }),
    ...(deletion && { DeletedDate: epochSeconds(deletion.goesAt) }),
    Tags: [...secret.tags].map(([Key, Value]) => ({ Key, Value })),
    CreatedDate: epochSeconds(secret.createdAt),
  }
}

/** Versions without labels are not among them. */
export function versionsToStages({ versions }: StoredSecret): Record<string, string[]> {
  return Object.fromEntries(
    [...versions.values()].filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
  )
}

const describeSecret = operation({ SecretId: z.string() }, (call, { SecretId }) => {
  const secret = authorizedSecret(call, 'DescribeSecret', SecretId)
  return { ...secretFields(secret), VersionIdsToStages: versionsToStages(secret) }
})

function versionFields({ id, stages, createdAt, kmsKeyArn, lastAccessedOn }: SecretVersion) {
  return {
    VersionId: id,
    VersionStages: stages,
    CreatedDate: epochSeconds(createdAt),
    KmsKeyIds: [kmsKeyArn ?? 'DefaultEncryptionKey'],
    ...(lastAccessedOn !== null && { LastAccessedDate: epochSeconds(lastAccessedOn) }),
  }
}

const listMembers = {
  SecretId: z.string(),
  MaxResults: z.int().optional(),
  NextToken: z.string().optional(),
  IncludeDeprecated: z.boolean().optional(),
}

const listSecretVersionIds = operation(listMembers, (call, input) => {
  const secret = authorizedSecret(call, 'ListSecretVersionIds', input.SecretId)
  const versions = [...secret.versions.values()].filter(
    ({ stages }) => input.IncludeDeprecated === true || stages.length > 0,
  )
  const { items, ...next } = pageOf(versions, input)
  return { ARN: secret.arn, Name: secret.name, Versions: items.map(versionFields), ...next }
})

export const describeOperations = {
  DescribeSecret: describeSecret,
  ListSecretVersionIds: listSecretVersionIds,
}
