import { z } from 'zod'
import { authorize } from '../call'
import { isoSeconds, sandboxNow } from '../clock'
import { AwsError, validationError } from '../errors'
import { operation, type JsonOperation } from '../json/operation'
import { epochSeconds } from '../json/render'
import { createKey } from './create-key'
import { keyMetadata } from './key-metadata'
import { ownKey, refusePendingDeletion } from './own-key'
import { page, pageMembers } from './pages'
import { useKey } from './use-key'

const DAY_MS = 24 * 60 * 60 * 1000
const WAITING_DAYS = { least: 7, most: 30 }

const describeKey = operation({ KeyId: z.string() }, (call, { KeyId }) => {
  const { accountId } = call.caller.principal
  const key = useKey(call, { action: 'DescribeKey', keyId: KeyId, accountId, region: call.region })
  return { KeyMetadata: keyMetadata(key) }
})

const listKeys = operation(pageMembers, (call, paging) => {
  const resourceAccount = call.caller.principal.accountId
  authorize(call, { action: 'kms:ListKeys', resource: '*', resourceAccount })
  const own = [...call.sandbox.state.keys.values()].filter(
    ({ accountId, region }) => accountId === resourceAccount && region === call.region,
  )
  const { items, more } = page(own, ({ id }) => id, paging)
  return { Keys: items.map(({ arn, id }) => ({ KeyArn: arn, KeyId: id })), ...more }
})

function switchOperation(action: 'EnableKey' | 'DisableKey'): JsonOperation {
  return operation({ KeyId: z.string() }, (call, { KeyId }) => {
    const key = ownKey(call, KeyId, action)
    refusePendingDeletion(key)
    key.enabled = action === 'EnableKey'
    call.sandbox.changed()
    return {}
  })
}

const scheduleKeyDeletion = operation(
  { KeyId: z.string(), PendingWindowInDays: z.number().int().optional() },
  (call, { KeyId, PendingWindowInDays: days = WAITING_DAYS.most }) => {
    const key = ownKey(call, KeyId, 'ScheduleKeyDeletion', {
      'kms:ScheduleKeyDeletionPendingWindowInDays': String(days),
    })
    if (days < WAITING_DAYS.least || days > WAITING_DAYS.most) {
      throw validationError(`PendingWindowInDays must be ${WAITING_DAYS.least} to ${WAITING_DAYS.most} days.`)
    }
    refusePendingDeletion(key)
    key.deletionDate = isoSeconds(new Date(sandboxNow(call.sandbox.state).getTime() + days * DAY_MS))
    call.sandbox.changed()
    return {
      KeyId: key.arn,
      DeletionDate: epochSeconds(key.deletionDate),
      KeyState: 'PendingDeletion',
      PendingWindowInDays: days,
    }
  },
)

/** The key is then disabled, until it is enabled again. */
const cancelKeyDeletion = operation({ KeyId: z.string() }, (call, { KeyId }) => {
  const key = ownKey(call, KeyId, 'CancelKeyDeletion')
  if (key.deletionDate === null) {
    throw new AwsError('KMSInvalidStateException', `${key.arn} is not pending deletion.`)
  }
  key.deletionDate = null
  key.enabled = false
  call.sandbox.changed()
  return { KeyId: key.arn }
})

export const keyOperations: Readonly<Record<string, JsonOperation>> = {
  CreateKey: createKey,
  DescribeKey: describeKey,
  ListKeys: listKeys,
  EnableKey: switchOperation('EnableKey'),
  DisableKey: switchOperation('DisableKey'),
  ScheduleKeyDeletion: scheduleKeyDeletion,
  CancelKeyDeletion: cancelKeyDeletion,
}
