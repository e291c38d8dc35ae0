import { z } from 'zod'
import { append } from '../audit/index'
import { authorize, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { isNamedApproverOf } from '../grants/index'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { requestEvents } from './events'
import { requestStatusAt } from './machine'
import { alreadyClosed } from './refusals'
import { lockRequest, moveRequest } from './store'

/** The requester takes a pending request back. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_ALREADY_DECIDED`. */
export const cancelRequest = verb(
  'cancel-request',
  z.strictObject({ requestId: anyId }),
  (ctx: Context, input): Promise<{ status: 'cancelled' }> =>
    ctx.inTransaction(async (tx) => {
      const locked = await lockRequest(tx, input.requestId)
      if (locked === undefined) throw notFound()
      const { request, now } = locked
      const namedApprover = await isNamedApproverOf(tx, ctx.actor, { ...request, requestId: request.id })
      authorize(ctx.actor, { to: 'cancel-request', requesterId: request.personId, namedApprover })
      const status = requestStatusAt(request, now)
      if (status !== 'pending' || !(await moveRequest(tx, request.id, 'cancel', now)))
        throw alreadyClosed({ status })
      await append(tx, requestEvents.closed(now, eventActorOf(ctx.actor), request, 'cancelled'))
      return { status: 'cancelled' }
    }),
)
