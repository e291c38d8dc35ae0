'use client'

import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import type { ReviewItem } from '@/lib/requests/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'
import { durationOnOneLine } from '../basics/durations'
import { sentenceCase } from '../basics/sentence'
import { Time } from '../clock/time'
import { ReviewButton } from './review-button'
import type { ReviewBreakGlass } from './review-button'
import { ReviewState, ReviewWords } from './review-state'
import styles from './reviews.module.css'

type Props = { items: readonly ReviewItem[]; review: ReviewBreakGlass }

/** What was taken by breaking the glass, each with what it takes to judge it and the way to do so. */
export function ReviewRows({ items, review }: Props) {
  return (
    <Container disableContentPaddings>
      <ul className={styles.rows}>
        {items.map((item) => (
          <ReviewRow key={item.requestId} item={item} review={review} />
        ))}
      </ul>
    </Container>
  )
}

function ReviewRow({ item, review }: { item: ReviewItem; review: ReviewBreakGlass }) {
  const { request, requestId, grantId } = item
  const { requester, entitlement } = request
  return (
    <li id={requestId}>
      <div className={styles.labels}>
        <BreakGlassBadge />
        <ReviewState review={item} />
      </div>
      <div className={styles.what}>
        <h2>
          <Link href={`/grants/${grantId}`} fontSize="body-m">
            {sentenceCase(request.scopeInWords)} for {durationOnOneLine(request.durationMinutes)}
          </Link>
        </h2>
        <p>
          <strong>{requester.name}</strong> · {entitlement.name} · {entitlement.accountName} ·{' '}
          <Time at={request.createdAt} form="moment and relative" />
        </p>
        <p>
          Incident <strong>{request.incident ?? 'not named'}</strong>
        </p>
        <blockquote>{request.reason}</blockquote>
        <p className={styles.quiet}>
          <ReviewWords review={item} />
        </p>
        {item.comment !== null && item.comment !== '' && <blockquote>{item.comment}</blockquote>}
      </div>
      {item.mayReview && (
        <div className={styles.action}>
          <ReviewButton requestId={requestId} personName={requester.name} review={review} />
        </div>
      )}
    </li>
  )
}
