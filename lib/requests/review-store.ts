import type { Transaction } from '../db/client'
import type { Cursor } from '../kernel/cursor'

const reviewer = { reviewer: { select: { id: true, name: true, handle: true, email: true } } } as const

/** A review's row with its reviewer. */
export type ReviewRow = NonNullable<Awaited<ReturnType<typeof findReview>>>

export function findReview(tx: Transaction, requestId: string) {
  return tx.review.findUnique({ where: { requestId }, include: reviewer })
}

export async function insertReview(
  tx: Transaction,
  review: { requestId: string; grantId: string; createdAt: Date; dueAt: Date },
): Promise<void> {
  await tx.review.create({ data: review })
}

/** The guarded move: false if somebody else has reviewed it. */
export async function noteReviewed(
  tx: Transaction,
  requestId: string,
  review: {
    outcome: 'justified' | 'unjustified'
    comment: string | null
    reviewerId: string
    reviewedAt: Date
  },
): Promise<boolean> {
  const { count } = await tx.review.updateMany({ where: { requestId, outcome: null }, data: review })
  return count === 1
}

/** Notes that overdue reviews were escalated, and answers which. */
export async function noteOverdueReviews(
  tx: Transaction,
  limit: number,
): Promise<{ requestId: string; grantId: string; dueAt: Date }[]> {
  return tx.$queryRaw`
    update reviews set escalated_at = daypass_now() where request_id in (
      select request_id from reviews
      where outcome is null and escalated_at is null and due_at <= (select daypass_now())
      order by due_at limit ${limit} for update skip locked)
    returning request_id as "requestId", grant_id as "grantId", due_at as "dueAt"`
}

/** What lists of reviews can be narrowed to; `overdue` is part of `open`, the two outcomes are `done` together. */
export const reviewStates = ['open', 'overdue', 'justified', 'unjustified', 'done'] as const
export type ReviewState = (typeof reviewStates)[number]

/** Reviews, the newest first, from after the cursor: all, or those in one state as of `now`. */
export function listReviewRows(
  tx: Transaction,
  {
    state,
    now,
    cursor,
    versionIds,
  }: {
    state: ReviewState | undefined
    now: Date
    cursor: Cursor | undefined
    /** Of these pinned versions alone; undefined: of all. */
    versionIds: readonly string[] | undefined
  },
  take: number,
): Promise<ReviewRow[]> {
  const after = cursor && {
    OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, requestId: { lt: cursor.id } }],
  }
  return tx.review.findMany({
    where: {
      ...(state && inState(state, now)),
      ...(versionIds && { request: { entitlementVersionId: { in: [...versionIds] } } }),
      ...after,
    },
    include: reviewer,
    orderBy: [{ createdAt: 'desc' }, { requestId: 'desc' }],
    take,
  })
}

/** The pinned versions whose glass was broken; only of open reviews, or of all. */
export function reviewedVersions(
  tx: Transaction,
  onlyOpen: boolean,
): Promise<{ entitlementId: string; versionId: string }[]> {
  return tx.$queryRaw`
    select distinct r.entitlement_id as "entitlementId", r.entitlement_version_id as "versionId"
    from reviews v join requests r on r.id = v.request_id where not ${onlyOpen} or v.outcome is null`
}

function inState(state: ReviewState, now: Date) {
  if (state === 'open') return { outcome: null }
  if (state === 'overdue') return { outcome: null, dueAt: { lte: now } }
  return { outcome: state === 'done' ? { not: null } : state }
}
