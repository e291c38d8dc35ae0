'use client'

import Button from '@cloudscape-design/components/button'
import type { GrantPage } from '@/lib/history/schema'
import { Notice } from '../basics/notice'
import { ReviewState, ReviewWords } from '../reviews/review-state'
import styles from './grants.module.css'

/** What everybody who sees the grant has to know before anything else. */
export function GrantNotices({ grant }: { grant: GrantPage }) {
  return (
    <>
      {grant.kind === 'break-glass' && <BreakGlass grant={grant} />}
      {grant.stopped !== null && <Stopped grant={grant} why={grant.stopped} />}
      {grant.pendingExtensionId !== null && <PendingExtension requestId={grant.pendingExtensionId} />}
    </>
  )
}

function BreakGlass({ grant: { incident, review } }: { grant: GrantPage }) {
  return (
    <Notice
      type="error"
      header={incident === null ? 'Break-glass access' : `Break-glass access: incident ${incident}`}
      action={review?.mayReview === true && <Button href={`/reviews#${review.requestId}`}>Review it</Button>}
    >
      Taken at once, without an approval beforehand. Everybody whom the policy names was told.
      {review !== null && (
        <div className={styles.review}>
          <ReviewState review={review} />
          <span>
            <ReviewWords review={review} />
          </span>
          {review.comment !== null && review.comment !== '' && <blockquote>{review.comment}</blockquote>}
        </div>
      )}
    </Notice>
  )
}

function Stopped({ grant, why }: { grant: GrantPage; why: string }) {
  return (
    <Notice type="warning" header="Nothing is issued from this grant, although it runs">
      {why}{' '}
      {grant.isMine
        ? 'As soon as the cause is mended, the grant can be used again until its end.'
        : 'As soon as the cause is mended, it can be used again until its end; if it should not be, revoke it.'}
    </Notice>
  )
}

function PendingExtension({ requestId }: { requestId: string }) {
  return (
    <Notice
      type="info"
      header="A later end is asked for"
      action={<Button href={`/requests/${requestId}`}>See its request</Button>}
    >
      Until it is approved this grant ends as planned, and can be used meanwhile.
    </Notice>
  )
}
