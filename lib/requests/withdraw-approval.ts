import { z } from 'zod'
import { append } from '../audit/index'
import type { Transaction } from '../db/client'
import { isNamedApproverOf } from '../grants/index'
import { authorize, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { requestEvents } from './events'
import { requestStatusAt } from './machine'
import { alreadyClosed } from './refusals'
import { lockRequest, withdrawDecision } from './store'
import type { RequestRow } from './store'

/**
 * An approver takes their approval back while the request is still pending; they may decide again. What they narrowed
 * stays narrowed: it never becomes wider. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_ALREADY_DECIDED` once it is closed.
 */
export const withdrawApproval = verb(
  'withdraw-approval',
  z.strictObject({ requestId: anyId }),
  (ctx: Context, input): Promise<{ status: 'pending' }> =>
    ctx.inTransaction(async (tx) => {
      const locked = await lockRequest(tx, input.requestId)
      if (locked === undefined) throw notFound()
      await withdraw(tx, ctx, locked.request, locked.now)
      return { status: 'pending' }
    }),
)

async function withdraw(tx: Transaction, ctx: Context, request: RequestRow, now: Date): Promise<void> {
  const own = request.decisions.find((one) => one.personId === ctx.actor.personId && one.withdrawnAt === null)
  const requesterId = request.personId
  const namedApprover =
    own !== undefined || (await isNamedApproverOf(tx, ctx.actor, { ...request, requestId: request.id }))
  const deciderId = own?.personId ?? null
  authorize(ctx.actor, { to: 'withdraw-approval', requesterId, namedApprover, deciderId })
  const status = requestStatusAt(request, now)
  if (status !== 'pending' || own === undefined || !(await withdrawDecision(tx, own.id, now)))
    throw alreadyClosed({ status })
  const withdrawn = { id: own.id, stageName: own.stageName, because: 'asked' } as const
  await append(tx, requestEvents.approvalWithdrawn(now, eventActorOf(ctx.actor), request, withdrawn))
}
