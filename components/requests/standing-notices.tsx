'use client'

import Button from '@cloudscape-design/components/button'
import type { RequestView } from '@/lib/requests/schema'
import { Notice } from '../basics/notice'
import { Reference } from '../basics/reference'
import { Time } from '../clock/time'

/** What makes this request another than most: the glass was broken for it, or it makes a running grant longer. */
export function StandingNotices({ request }: { request: RequestView }) {
  const { kind, incident, requester, review, extension } = request
  return (
    <>
      {kind === 'break-glass' && (
        <Notice
          type="error"
          header={`${requester.name} broke the glass`}
          action={<ReviewLink review={review} />}
        >
          Incident: {incident !== null && <Reference text={incident} />}. <ReviewState review={review} />
        </Notice>
      )}
      {extension !== null && (
        <Notice action={<Button href={`/grants/${extension.grantId}`}>See the running grant</Button>}>
          This makes a running grant longer, from <Time at={extension.endsAt} form="clock" /> to{' '}
          <Time at={extension.newEndsAt} form="clock" />. Whatever is decided, the grant runs on until its
          end.
        </Notice>
      )}
    </>
  )
}

function ReviewLink({ review }: Pick<RequestView, 'review'>) {
  return review?.mayReview === true ? <Button href="/reviews">Review it</Button> : null
}

function ReviewState({ review }: Pick<RequestView, 'review'>) {
  if (review === null) return null
  const { outcome, reviewer, reviewedAt, comment, overdue, dueAt, reviewersInWords } = review
  if (outcome === null)
    return (
      <>
        {overdue ? 'The review is overdue since ' : 'To be reviewed until '}
        <Time at={dueAt} form="clock" /> by {reviewersInWords}.
      </>
    )
  return (
    <>
      {reviewer?.name ?? 'A reviewer'} found it {outcome}
      {reviewedAt !== null && (
        <>
          {' '}
          <Time at={reviewedAt} form="relative" />
        </>
      )}
      {comment === null ? '.' : `: “${comment}”`}
    </>
  )
}
