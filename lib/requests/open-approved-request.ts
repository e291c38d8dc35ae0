import { z } from 'zod'
import { isNamedApproverOf } from '../grants/index'
import { authorize, checkNotSuspended, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { judgeRequest } from './judge'
import { alreadyClosed } from './refusals'
import { settleApproved } from './settle'
import { lockRequest } from './store'

/**
 * Opens a pending request for which nothing is left to decide: what it still waited for is not asked for any more (the
 * policy's hours, an approver who counts again). Everything is judged again as for a decision. Its requester may. Throws
 * `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_ALREADY_DECIDED`, `ERR_REQUEST_REFUSED` while something is left or stands in the way.
 */
export const openApprovedRequest = verb(
  'open-approved-request',
  z.strictObject({ requestId: anyId }),
  (ctx: Context, input): Promise<{ grantId: string }> =>
    ctx.inTransaction(async (tx) => {
      const locked = await lockRequest(tx, input.requestId)
      if (locked === undefined) throw notFound()
      const { request } = locked
      const namedApprover = await isNamedApproverOf(tx, ctx.actor, { ...request, requestId: request.id })
      authorize(ctx.actor, { to: 'open-request', requesterId: request.personId, namedApprover })
      await checkNotSuspended(tx, ctx.actor)
      const judged = await judgeRequest(tx, ctx, request)
      if (judged.status !== 'pending') throw alreadyClosed(judged)
      if (judged.progress.outcome !== 'approved')
        throw new DaypassError('ERR_REQUEST_REFUSED', 'This request still waits for approvers.')
      const [obstacle] = judged.obstacles
      if (obstacle !== undefined)
        throw new DaypassError('ERR_REQUEST_REFUSED', `This cannot be opened: ${obstacle.sentence}`, {
          fields: judged.obstacles,
        })
      return { grantId: await settleApproved(tx, eventActorOf(ctx.actor), judged, judged.terms) }
    }),
)
