import { z } from 'zod'
import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import { operation } from '../json/operation'
import { usableSecret } from './access'
import { invalidParameter, notFound } from './errors'
import { CURRENT, moveStage, removeStage, versionWith } from './stages'
import type { StoredSecret } from './state'

const MOST_STAGES = 20

function requireVersion(secret: StoredSecret, id: string) {
  const version = secret.versions.get(id)
  if (!version) throw notFound(`Secrets Manager can't find the specified secret version: ${id}`)
  return version
}

/** Taking a label from where it is must be said: UpdateSecretVersionStage, API reference. */
function checkRemoval(
  secret: StoredSecret,
  stage: string,
  from: string | undefined,
  to: string | undefined,
): void {
  const holder = versionWith(secret, stage)
  if (from !== undefined && requireVersion(secret, from) !== holder) {
    throw invalidParameter(`Staging label ${stage} isn't attached to version ${from}.`)
  }
  if (to === undefined && stage === CURRENT) {
    throw invalidParameter(
      'You can only move staging label AWSCURRENT to a different secret version. It can’t be completely removed.',
    )
  }
  if (to !== undefined && from === undefined && holder && holder.id !== to) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    )
  }
}

const members = {
  SecretId: z.string(),
  VersionStage: z.string(),
  RemoveFromVersionId: z.string().optional(),
  MoveToVersionId: z.string().optional(),
}

export const updateSecretVersionStage = operation(members, (call, input) => {
  const { SecretId, VersionStage: stage, RemoveFromVersionId: from, MoveToVersionId: to } = input
  const secret = usableSecret(call, 'UpdateSecretVersionStage', SecretId, {
    'secretsmanager:VersionStage': stage,
  })
  if (from === undefined && to === undefined) {
    throw invalidParameter('You must provide RemoveFromVersionId, MoveToVersionId, or both.')
  }
  const target = to === undefined ? undefined : requireVersion(secret, to)
  checkRemoval(secret, stage, from, to)
  if (target && !target.stages.includes(stage) && target.stages.length >= MOST_STAGES) {
    throw new AwsError('LimitExceededException', `A version has at most ${MOST_STAGES} staging labels.`)
  }
  if (target) moveStage(secret, stage, target.id)
  else removeStage(secret, stage)
  secret.changedAt = sandboxNow(call.sandbox.state).toISOString()
  call.sandbox.changed()
  return { ARN: secret.arn, Name: secret.name }
})
