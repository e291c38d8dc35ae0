'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { RequestView } from '@/lib/requests/schema'
import { earlierInWords } from '@/lib/requests/words'
import { Stack } from '../basics/columns'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import { sentenceCase } from '../basics/sentence'
import { Time } from '../clock/time'
import styles from './request-view.module.css'
import { Notice } from '../basics/notice'
import { durationOnOneLine } from '../basics/durations'

/** Who wants what, for how long, and why: everything that a decision needs, in words. */
export function RequestFacts({ request }: { request: RequestView }) {
  const { requester, entitlement } = request
  return (
    <Container header={<Header variant="h2">What is asked for</Header>}>
      <Stack>
        {request.canOutlive && <OutliveWarning />}
        <blockquote className={styles.reason}>
          <p>{request.reason}</p>
          <footer>
            {requester.name}, <Time at={request.createdAt} form="moment and relative" />
          </footer>
        </blockquote>
        <Facts
          items={[
            { label: 'Person', value: `${requester.name} (${requester.handle})` },
            { label: 'Duration', value: `${durationOnOneLine(request.durationMinutes)}, from approval` },
            { label: 'Ticket', value: request.ticket ?? 'none' },
            { label: 'Scope', value: request.scopeLabel },
            { label: 'Used by', value: sentenceCase(request.deliveriesInWords) },
            { label: 'Entitlement', value: entitlement.name },
            { label: 'Account', value: `${entitlement.accountName} (${entitlement.accountId})` },
            { label: 'Role', value: entitlement.role },
            { label: 'Before this', value: <Earlier request={request} /> },
            { label: 'Request id', value: <CopyableId id={request.id} label="request id" /> },
          ]}
        />
        <ul className={styles.notes}>
          {[...request.notes, ...(request.sessionNote === null ? [] : [request.sessionNote])].map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Stack>
    </Container>
  )
}

export function OutliveWarning() {
  return (
    <Notice type="error" header="What this gives can outlive the grant">
      The entitlement allows calls that leave access behind, such as assuming other roles or changing
      permissions. Ending the grant does not undo them.
    </Notice>
  )
}

function Earlier({ request: { earlier, requester } }: { request: RequestView }) {
  return (
    <>
      {earlierInWords(earlier, requester.name)}
      {earlier.lastApprovedAt !== null && (
        <>
          , last <Time at={earlier.lastApprovedAt} form="relative" />
        </>
      )}
    </>
  )
}
