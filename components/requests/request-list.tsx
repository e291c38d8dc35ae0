'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import type { ReactNode } from 'react'
import type { QueuedRequest, RequestSummary } from '@/lib/requests/schema'
import { requestAgainPath } from './again'
import { RequestRow } from './request-row'
import styles from './rows.module.css'

/** Rows in one frame, with a line between them. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>
}

/** The viewer's own requests, each with the way to ask for the same again. */
export function OwnRequests({ requests }: { requests: readonly RequestSummary[] }) {
  return (
    <Container disableContentPaddings>
      <Rows>
        {requests.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            // More time for a grant is asked for on its page.
            action={request.kind === 'extension' ? undefined : <AgainButton request={request} />}
          />
        ))}
      </Rows>
    </Container>
  )
}

/** Requests that wait for the viewer's decision, in a frame of their own. */
export function RequestsToDecide({ requests }: { requests: readonly QueuedRequest[] }) {
  return (
    <Container disableContentPaddings>
      <QueueRows requests={requests} />
    </Container>
  )
}

/** Requests that wait for the viewer's decision. */
export function QueueRows({ requests }: { requests: readonly QueuedRequest[] }) {
  return (
    <Rows>
      {requests.map((request) => (
        <RequestRow
          key={request.id}
          request={request}
          showRequester
          note={<WhyMine request={request} />}
          action={<ReviewButton request={request} />}
        />
      ))}
    </Rows>
  )
}

/** Why it waits for this viewer, where it does not by itself. */
function WhyMine({ request: { decidesFor, escalated } }: { request: QueuedRequest }) {
  return (
    <>
      {decidesFor !== null && `You decide for ${decidesFor.name}, who is out of office. `}
      {escalated && 'Escalated: it has waited so long that others may decide too.'}
    </>
  )
}

function AgainButton({ request }: { request: RequestSummary }) {
  return (
    <Button
      variant="inline-link"
      href={requestAgainPath(request)}
      ariaLabel={`Request again: ${request.scopeInWords}`}
    >
      Request again
    </Button>
  )
}

function ReviewButton({ request }: { request: RequestSummary }) {
  return (
    <Button href={`/requests/${request.id}`} ariaLabel={`Review the request of ${request.requester.name}`}>
      Review
    </Button>
  )
}
