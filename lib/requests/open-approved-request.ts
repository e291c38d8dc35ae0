import { z } from 'zod'
import type { Transaction } from '../db/client'
import { isNamedApproverOf } from '../grants/index'
import { authorize, checkNotSuspended, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { durationInWords } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { isFresh } from './fresh'
import { judgeRequest, mayBeOpened } from './judge'
import { refused, tellingOfFailures } from './policy-failure'
import { alreadyClosed } from './refusals'
import { settleApproved } from './settle'
import { lockRequest } from './store'

/**
 * Opens a pending request for which nothing is left to decide: a rule approves it by now, or an approver counts again.
 * Everything is judged again as for a decision. Its requester may. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_SUSPENDED`,
 * `ERR_ALREADY_DECIDED`, `ERR_FRESH_SIGN_IN`, and `ERR_REQUEST_REFUSED` while something is left or stands in the way.
 */
export const openApprovedRequest = verb(
  'open-approved-request',
  z.strictObject({ requestId: anyId }),
  (ctx: Context, input): Promise<{ grantId: string }> =>
    tellingOfFailures(ctx, () => ctx.inTransaction((tx) => open(tx, ctx, input.requestId))),
)

async function open(tx: Transaction, ctx: Context, requestId: string): Promise<{ grantId: string }> {
  const locked = await lockRequest(tx, requestId)
  if (locked === undefined) throw notFound()
  const { request } = locked
  const namedApprover = await isNamedApproverOf(tx, ctx.actor, { ...request, requestId: request.id })
  authorize(ctx.actor, { to: 'open-request', requesterId: request.personId, namedApprover })
  await checkNotSuspended(tx, ctx.actor)
  const judged = await judgeRequest(tx, ctx, request)
  if (judged.status !== 'pending') throw alreadyClosed(judged)
  const { evaluation, obstacles, now } = judged
  const [obstacle] = obstacles
  if (obstacle !== undefined)
    throw refused(`This cannot be opened: ${obstacle.sentence}`, obstacles, {
      entitlementId: request.entitlementId,
      failures: evaluation.failures,
    })
  if (!mayBeOpened(judged))
    throw new DaypassError('ERR_REQUEST_REFUSED', 'This request still waits for an approver.')
  if (!isFresh(ctx.actor, evaluation.requesterMinutes, now))
    throw new DaypassError(
      'ERR_FRESH_SIGN_IN',
      `The approval policy asks you to have signed in within ${durationInWords(evaluation.requesterMinutes ?? 0)}. Sign in again, then open it.`,
    )
  return { grantId: await settleApproved(tx, { kind: 'daypass' }, judged, judged.terms) }
}
