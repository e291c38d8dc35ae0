import { append } from '../audit/index'
import { pinnedEntitlement } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import type { SystemContext } from '../identity/index'
import { requestEvents } from './events'
import { noteOverdueReviews } from './review-store'
import { findRequest, lockLapsed, moveRequest, noteDue } from './store'
import type { RequestRow } from './store'

const AT_A_TIME = 100

type Job = Pick<SystemContext, 'inTransaction'>

// The worker's tick calls each of these again while it answers more than 0. Deciding does not wait for them: it asks the
// clock itself (invariant 13).

/** Writes down that requests have lapsed, so that people are told. */
export function lapseDueRequests(ctx: Job): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const ids = await lockLapsed(tx, AT_A_TIME)
    await forEachRequest(tx, ids, async (request, now) => {
      if (await moveRequest(tx, request.id, 'lapse', now))
        await append(tx, requestEvents.closed(now, { kind: 'daypass' }, request, 'lapsed'))
    })
    return ids.length
  })
}

/** Reminds those who could decide on requests that have waited so long as their policy says. */
export function remindOfRequests(ctx: Job): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const ids = await noteDue(tx, 'remind', AT_A_TIME)
    await forEachRequest(tx, ids, (request, now) => append(tx, requestEvents.reminded(now, request)))
    return ids.length
  })
}

/** Lets others decide too on requests that have waited so long as their policy says. */
export function escalateRequests(ctx: Job): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const ids = await noteDue(tx, 'escalate', AT_A_TIME)
    await forEachRequest(tx, ids, async (request, now) => {
      const { entitlementId, entitlementVersionId } = request
      const { current } = await pinnedEntitlement(tx, entitlementId, entitlementVersionId)
      const to = current.definition.approval.pending.escalate?.to
      if (to !== undefined) await append(tx, requestEvents.escalated(now, request, to))
    })
    return ids.length
  })
}

/** Tells those whom the policy names for it of reviews that nobody made in time. */
export function escalateReviews(ctx: Job): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const overdue = await noteOverdueReviews(tx, AT_A_TIME)
    const byRequest = new Map(overdue.map((review) => [review.requestId, review]))
    await forEachRequest(tx, [...byRequest.keys()], async (request, now) => {
      const review = byRequest.get(request.id)
      if (review !== undefined) await append(tx, requestEvents.reviewOverdue(now, request, review))
    })
    return overdue.length
  })
}

async function forEachRequest(
  tx: Transaction,
  ids: readonly string[],
  work: (request: RequestRow, now: Date) => Promise<unknown>,
): Promise<void> {
  if (ids.length === 0) return
  const now = await databaseNow(tx)
  for (const id of ids) {
    const request = await findRequest(tx, id)
    if (request !== null) await work(request, now)
  }
}
