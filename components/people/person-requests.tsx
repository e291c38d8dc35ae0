'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { Page, RequestSummary } from '@/lib/requests/schema'
import { EmptyState } from '../basics/empty-state'
import { Rows } from '../requests/request-list'
import { RequestRow } from '../requests/request-row'
import { NextRows } from './next-rows'
import { requestAdvice } from './words'

/** What a person waits for, with what can be done about it. */
export function PersonRequests({
  path,
  requests,
  isSuspended,
}: {
  path: string
  requests: Page<RequestSummary>
  isSuspended: boolean
}) {
  return (
    <Container disableContentPaddings header={<Header variant="h2">Pending requests</Header>}>
      {requests.items.length === 0 ? (
        <EmptyState title="Nothing is pending">A request stands here until it is decided.</EmptyState>
      ) : (
        <Rows>
          {requests.items.map((request) => (
            <RequestRow key={request.id} request={request} note={requestAdvice(isSuspended)} />
          ))}
        </Rows>
      )}
      <NextRows path={path} parameter="requests" label="More requests" next={requests.next} />
    </Container>
  )
}
