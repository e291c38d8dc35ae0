import { ruleInWords } from '../catalog/words'
import type { PinnedEntitlement } from '../catalog/index'
import { isAllowed, isNamedBy } from '../identity/index'
import type { Actor, PeopleRule } from '../identity/index'
import type { ReviewRow } from './review-store'
import type { ReviewView } from './schema'
import type { RequestRow } from './store'
import { personView } from './summary'

type Judged = { request: RequestRow; entitlement: PinnedEntitlement; namedApprover: boolean; now: Date }

/** A review as pages show it. */
export function reviewView(actor: Actor, judged: Judged, review: ReviewRow): ReviewView {
  const { request, namedApprover, now } = judged
  const reviewers = reviewersOf(judged.entitlement, review)
  const isOpen = review.outcome === null
  return {
    requestId: review.requestId,
    grantId: review.grantId,
    dueAt: review.dueAt.toISOString(),
    overdue: isOpen && now >= review.dueAt,
    escalatedAt: review.escalatedAt?.toISOString() ?? null,
    outcome: review.outcome === 'justified' || review.outcome === 'unjustified' ? review.outcome : null,
    comment: review.comment,
    reviewer: review.reviewer === null ? null : personView(review.reviewer),
    reviewedAt: review.reviewedAt?.toISOString() ?? null,
    mayReview:
      isOpen &&
      isAllowed(actor, {
        to: 'review',
        requesterId: request.personId,
        requesterEmail: request.person.email,
        namedApprover,
        namedReviewer: isReviewer(actor, reviewers),
      }),
    reviewersInWords: reviewers.map((rule) => ruleInWords(rule)).join(' or '),
  }
}

/** Who may review: whom the current policy names for it and, once it is overdue, those of its escalation too. */
export function reviewersOf(
  { pinned, current }: PinnedEntitlement,
  { escalatedAt }: Pick<ReviewRow, 'escalatedAt'>,
): PeopleRule[] {
  // A policy that offers no break-glass any more names nobody: the one under which the glass was broken still does.
  const { breakGlass } =
    current.definition.approval.breakGlass === undefined
      ? pinned.definition.approval
      : current.definition.approval
  if (breakGlass === undefined) return []
  const { by, escalateTo } = breakGlass.review
  return escalatedAt === null || escalateTo === undefined ? [by] : [by, escalateTo]
}

export function isReviewer(actor: Actor, reviewers: readonly PeopleRule[]): boolean {
  return reviewers.some((rule) => isNamedBy(actor, rule))
}
