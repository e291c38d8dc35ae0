import { append } from '../audit/index'
import type { EntitlementVersion } from '../catalog/index'
import type { Transaction } from '../db/client'
import { addMinutes } from '../kernel/durations'
import { requestEvents } from './events'
import { insertReview } from './review-store'
import type { NewRequest } from './store'

/** Makes the review of a break-glass grant due, in the transaction that opens it. */
export async function openReview(
  tx: Transaction,
  request: NewRequest,
  grantId: string,
  { definition }: EntitlementVersion,
): Promise<void> {
  const { breakGlass } = definition.approval
  if (breakGlass === undefined) throw new Error('the glass was broken where the policy has none')
  const { createdAt } = request
  const dueAt = addMinutes(createdAt, breakGlass.review.withinMinutes)
  await insertReview(tx, { requestId: request.id, grantId, createdAt, dueAt })
  await append(tx, requestEvents.reviewDue(createdAt, request, { grantId, dueAt }))
}
