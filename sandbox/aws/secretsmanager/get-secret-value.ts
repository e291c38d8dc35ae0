import { z } from 'zod'
import { sandboxNow } from '../clock'
import { operation } from '../json/operation'
import { epochSeconds } from '../json/render'
import { usableSecret } from './access'
import { decryptFor } from './encryption'
import { invalidRequest, notFound } from './errors'
import { CURRENT, versionWith } from './stages'
import type { SecretVersion, StoredSecret } from './state'

/** By id, by label, or by both, which must mean the same version; AWSCURRENT when neither is named. */
function findVersion(secret: StoredSecret, id: string | undefined, stage: string | undefined): SecretVersion {
  if (id === undefined) {
    const label = stage ?? CURRENT
    const labelled = versionWith(secret, label)
    if (labelled) return labelled
    throw notFound(`Secrets Manager can't find the specified secret value for staging label: ${label}`)
  }
  const version = secret.versions.get(id)
  if (!version) throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${id}`)
  if (stage === undefined || version.stages.includes(stage)) return version
  throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.')
}

const members = {
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
}

export const getSecretValue = operation(members, (call, { SecretId, VersionId, VersionStage }) => {
  const stage = VersionStage ?? (VersionId === undefined ? CURRENT : undefined)
  const secret = usableSecret(call, 'GetSecretValue', SecretId, {
    ...(VersionId !== undefined && { 'secretsmanager:VersionId': VersionId }),
    ...(stage !== undefined && { 'secretsmanager:VersionStage': stage }),
  })
  const version = findVersion(secret, VersionId, VersionStage)
  decryptFor(call, secret, version)
  const midnight = `${sandboxNow(call.sandbox.state).toISOString().slice(0, 10)}T00:00:00Z`
  secret.lastAccessedOn = midnight
  version.lastAccessedOn = midnight
  call.sandbox.changed()
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...(version.string !== null && { SecretString: version.string }),
    ...(version.binaryBase64 !== null && { SecretBinary: version.binaryBase64 }),
    VersionStages: version.stages,
    CreatedDate: epochSeconds(version.createdAt),
  }
})
