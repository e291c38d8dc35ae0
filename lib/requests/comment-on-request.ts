import { z } from 'zod'
import { append } from '../audit/index'
import type { Transaction } from '../db/client'
import { isNamedApproverOf } from '../grants/index'
import { authorize, checkNotSuspended, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { requestEvents } from './events'
import { requestStatusAt } from './machine'
import { findMessage, insertMessage, messagesOn } from './message-store'
import { alreadyClosed } from './refusals'
import { lockRequest } from './store'

const MESSAGES_AT_MOST = 200

const commentInput = z.strictObject({
  id: callerId,
  requestId: anyId,
  body: typedText(2000).refine((text) => text !== '', 'Write something.'),
})

/**
 * A question or an answer on a pending request, by its requester or an approver. Sent twice with the same id and text it is
 * one. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_ALREADY_DECIDED` once it is closed, `ERR_SUSPENDED`, `ERR_ID_TAKEN`.
 */
export const commentOnRequest = verb(
  'comment-on-request',
  commentInput,
  (ctx: Context, input): Promise<{ messageId: string }> =>
    ctx.inTransaction(async (tx) => {
      const locked = await lockRequest(tx, input.requestId)
      if (locked === undefined) throw notFound()
      const { request, now } = locked
      const namedApprover = await isNamedApproverOf(tx, ctx.actor, { ...request, requestId: request.id })
      authorize(ctx.actor, { to: 'comment-on-request', requesterId: request.personId, namedApprover })
      await checkNotSuspended(tx, ctx.actor)
      if (await isRepeated(tx, ctx, input)) return { messageId: input.id }
      const status = requestStatusAt(request, now)
      if (status !== 'pending') throw alreadyClosed({ status })
      if ((await messagesOn(tx, request.id, MESSAGES_AT_MOST)).length === MESSAGES_AT_MOST)
        throw new DaypassError('ERR_REQUEST_REFUSED', 'This thread is full. Decide, or talk elsewhere.')
      const { id, body } = input
      const message = { id, requestId: request.id, personId: ctx.actor.personId, body, createdAt: now }
      if (!(await insertMessage(tx, message))) throw taken()
      await append(tx, requestEvents.commented(now, eventActorOf(ctx.actor), request, { id, body }))
      return { messageId: id }
    }),
)

async function isRepeated(
  tx: Transaction,
  { actor }: Context,
  { id, requestId, body }: z.output<typeof commentInput>,
): Promise<boolean> {
  const before = await findMessage(tx, id)
  if (before === null) return false
  if (before.personId !== actor.personId || before.requestId !== requestId || before.body !== body)
    throw taken()
  return true
}

function taken(): DaypassError {
  return new DaypassError('ERR_ID_TAKEN', 'This was sent already with other words. Reload the page.')
}
