import { z } from 'zod'
import { sandboxNow } from '../clock'
import { operation } from '../json/operation'
import { epochSeconds } from '../json/render'
import { authorizeNamed, authorizedSecret } from './access'
import { invalidParameter, invalidRequest, notFound } from './errors'
import { findSecret } from './find'

const DAY_MS = 24 * 3600 * 1000
/** A forced deletion is done in the background: for so long the name is still taken. */
const FORCED_DELETION_MS = 2000

interface Wish {
  RecoveryWindowInDays?: number | undefined
  ForceDeleteWithoutRecovery?: boolean | undefined
}

function windowMs({ RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: forced }: Wish): number {
  if (forced && days !== undefined) {
    throw invalidParameter(
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    )
  }
  if (days !== undefined && (days < 7 || days > 30)) {
    throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).')
  }
  return forced ? FORCED_DELETION_MS : (days ?? 30) * DAY_MS
}

const members = {
  SecretId: z.string(),
  RecoveryWindowInDays: z.int().optional(),
  ForceDeleteWithoutRecovery: z.boolean().optional(),
}

const deleteSecret = operation(members, (call, input) => {
  const { SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery: forced = false } = input
  const named = findSecret(call, SecretId)
  authorizeNamed(call, 'DeleteSecret', named, {
    'secretsmanager:ForceDeleteWithoutRecovery': String(forced),
    ...(RecoveryWindowInDays !== undefined && {
      'secretsmanager:RecoveryWindowInDays': String(RecoveryWindowInDays),
    }),
  })
  const now = sandboxNow(call.sandbox.state)
  const goesAt = new Date(now.getTime() + windowMs(input)).toISOString()
  const { secret } = named
  // DeleteSecret, API reference: forcing away what is not there is no error.
  if (!secret && forced)
    return { ARN: named.arn, Name: SecretId, DeletionDate: epochSeconds(now.toISOString()) }
  if (!secret) throw notFound()
  if (secret.deletion && !forced) {
    throw invalidRequest(
      "You can't perform this operation on the secret because it was already scheduled for deletion.",
    )
  }
  secret.deletion = { requestedAt: now.toISOString(), goesAt, forced }
  call.sandbox.changed()
  const deletionDate = forced ? now.toISOString() : goesAt
  return { ARN: secret.arn, Name: secret.name, DeletionDate: epochSeconds(deletionDate) }
})

const restoreSecret = operation({ SecretId: z.string() }, (call, { SecretId }) => {
  const secret = authorizedSecret(call, 'RestoreSecret', SecretId)
  if (secret.deletion?.forced) throw notFound()
  secret.deletion = null
  call.sandbox.changed()
  return { ARN: secret.arn, Name: secret.name }
})

export const deletionOperations = { DeleteSecret: deleteSecret, RestoreSecret: restoreSecret }
