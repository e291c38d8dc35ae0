import { z } from 'zod'
import { append } from '../audit/index'
import { pinnedEntitlement } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import { isApproverFor } from '../grants/index'
import { authorize, checkNotSuspended, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { requestEvents } from './events'
import { findReview, noteReviewed } from './review-store'
import { isReviewer, reviewersOf } from './review-view'
import { findRequest } from './store'

const reviewInput = z
  .strictObject({
    requestId: anyId,
    outcome: z.enum(['justified', 'unjustified']),
    comment: typedText(1000)
      .nullable()
      .transform((text) => (text === '' ? null : text)),
  })
  .refine(({ outcome, comment }) => outcome === 'justified' || comment !== null, {
    path: ['comment'],
    message: 'Say what was not justified: the person and the auditor read it.',
  })

/**
 * The look at a break-glass grant afterwards, by somebody else whom the policy names. One review counts. Throws
 * `ERR_NOT_FOUND`, `ERR_SELF_APPROVAL`, `ERR_NOT_APPROVER`, `ERR_ALREADY_DECIDED`.
 */
export const reviewBreakGlass = verb(
  'review-break-glass',
  reviewInput,
  (ctx: Context, input): Promise<{ outcome: 'justified' | 'unjustified' }> =>
    ctx.inTransaction(async (tx) => {
      const review = await findReview(tx, input.requestId)
      const request = await findRequest(tx, input.requestId)
      if (review === null || request === null) throw notFound()
      const { entitlementId, entitlementVersionId, personId, person } = request
      const entitlement = await pinnedEntitlement(tx, entitlementId, entitlementVersionId)
      authorize(ctx.actor, {
        to: 'review',
        requesterId: personId,
        requesterEmail: person.email,
        namedApprover: await isApproverFor(tx, ctx.actor, entitlement, { requestId: request.id, personId }),
        namedReviewer: isReviewer(ctx.actor, reviewersOf(entitlement, review)),
      })
      await checkNotSuspended(tx, ctx.actor)
      const now = await databaseNow(tx)
      const { outcome, comment } = input
      const made = { outcome, comment, reviewerId: ctx.actor.personId, reviewedAt: now }
      if (!(await noteReviewed(tx, request.id, made)))
        throw new DaypassError('ERR_ALREADY_DECIDED', 'Somebody else has reviewed this already.')
      const { grantId } = review
      await append(
        tx,
        requestEvents.reviewed(now, eventActorOf(ctx.actor), request, { grantId, outcome, comment }),
      )
      return { outcome }
    }),
)
