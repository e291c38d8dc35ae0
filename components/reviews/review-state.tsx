'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ReviewView } from '@/lib/requests/schema'
import { Time } from '../clock/time'
import { useServerTime } from '../clock/viewer'

/** How the look at a break-glass grant stands, in a few words; an open one goes by the clock. */
export function ReviewState({ review }: { review: ReviewView }) {
  const isOverdue = Date.parse(review.dueAt) <= useServerTime(20_000)
  if (review.outcome === 'justified') return <StatusIndicator type="success">Justified</StatusIndicator>
  if (review.outcome === 'unjustified') return <StatusIndicator type="error">Not justified</StatusIndicator>
  return isOverdue ? (
    <StatusIndicator type="error">Review overdue</StatusIndicator>
  ) : (
    <StatusIndicator type="pending">To be reviewed</StatusIndicator>
  )
}

/** Who looks at it until when, or who did and what they said. Inline parts only. */
export function ReviewWords({ review }: { review: ReviewView }) {
  const { outcome, reviewer, reviewedAt, dueAt, reviewersInWords, escalatedAt } = review
  const isOverdue = Date.parse(dueAt) <= useServerTime(20_000)
  if (outcome !== null)
    return (
      <>
        By {reviewer?.name ?? 'somebody'}
        {reviewedAt !== null && (
          <>
            , <Time at={reviewedAt} form="moment and relative" />
          </>
        )}
      </>
    )
  return (
    <>
      By {reviewersInWords}, {isOverdue ? 'was due' : 'due'} <Time at={dueAt} form="moment and relative" />
      {escalatedAt !== null && (
        <>
          ; escalated <Time at={escalatedAt} form="relative" />
        </>
      )}
    </>
  )
}
