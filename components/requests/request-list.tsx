'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import type { ReactNode } from 'react'
import type { RequestSummary } from '@/lib/requests/schema'
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
          <RequestRow key={request.id} request={request} action={<AgainButton request={request} />} />
        ))}
      </Rows>
    </Container>
  )
}

/** Requests that wait for the viewer's decision. */
export function RequestsToDecide({ requests }: { requests: readonly RequestSummary[] }) {
  return (
    <Container disableContentPaddings>
      <Rows>
        {requests.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            showRequester
            action={<ReviewButton request={request} />}
          />
        ))}
      </Rows>
    </Container>
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

export function ReviewButton({ request }: { request: RequestSummary }) {
  return (
    <Button href={`/requests/${request.id}`} ariaLabel={`Review the request of ${request.requester.name}`}>
      Review
    </Button>
  )
}
