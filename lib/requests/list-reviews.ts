import { z } from 'zod'
import { pinnedEntitlement, pinnedEntitlements } from '../catalog/index'
import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import { isApproverFor } from '../grants/index'
import { isAllowed } from '../identity/index'
import type { Actor, Context } from '../identity/index'
import { cursorText, writeCursor } from '../kernel/cursor'
import type { Cursor } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import { listReviewRows, reviewedVersions, reviewStates } from './review-store'
import type { ReviewState } from './review-store'
import { isReviewer, reviewView, reviewersOf } from './review-view'
import type { Page, ReviewItem } from './schema'
import { findRequest } from './store'
import { requestSummary } from './summary'

const PAGE_SIZE = 25
const READ_AT_ONCE = 100

/** Reviews of break-glass grants, the newest first, 25 a page: for auditors all, for reviewers those they are named for. */
export const listReviews = verb(
  'list-reviews',
  z.strictObject({
    state: z.enum(reviewStates, 'The state is open, overdue, justified, unjustified or done.').optional(),
    cursor: cursorText.optional(),
  }),
  (ctx: Context, input): Promise<Page<ReviewItem>> =>
    ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      const seesAll = isAllowed(ctx.actor, { to: 'read-history' })
      const versionIds = seesAll ? undefined : await versionsToReview(tx, ctx.actor, input.state)
      // Every page asks, to show what waits: who reviews nothing reads nothing.
      if (versionIds?.length === 0) return { items: [], next: null }
      const items: ReviewItem[] = []
      let cursor: Cursor | undefined = input.cursor
      for (;;) {
        const batch = await listReviewRows(tx, { state: input.state, now, cursor, versionIds }, READ_AT_ONCE)
        for (const review of batch) {
          if (items.length === PAGE_SIZE)
            return { items, next: cursor === undefined ? null : writeCursor(cursor) }
          cursor = { at: review.createdAt, id: review.requestId }
          const request = await findRequest(tx, review.requestId)
          if (request === null) continue
          const { entitlementId, entitlementVersionId, personId } = request
          const entitlement = await pinnedEntitlement(tx, entitlementId, entitlementVersionId)
          if (!seesAll && !isReviewer(ctx.actor, reviewersOf(entitlement, review))) continue
          const namedApprover = await isApproverFor(tx, ctx.actor, entitlement, {
            requestId: request.id,
            personId,
          })
          const view = reviewView(ctx.actor, { request, entitlement, namedApprover, now }, review)
          items.push({ ...view, request: requestSummary(request, now) })
        }
        if (batch.length < READ_AT_ONCE) return { items, next: null }
      }
    }),
)

/** The versions whose reviews may come to somebody, by the policy or by its escalation. */
async function versionsToReview(
  tx: Transaction,
  actor: Actor,
  state: ReviewState | undefined,
): Promise<string[]> {
  const onlyOpen = state === 'open' || state === 'overdue'
  const entitlements = await pinnedEntitlements(tx, await reviewedVersions(tx, onlyOpen))
  return [...entitlements].flatMap(([versionId, entitlement]) =>
    isReviewer(actor, reviewersOf(entitlement, { escalatedAt: new Date(0) })) ? [versionId] : [],
  )
}
