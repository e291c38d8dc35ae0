'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { RequestView } from '@/lib/requests/schema'
import { earlierInWords } from '@/lib/requests/words'
import { Stack } from '../basics/columns'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import { Reference } from '../basics/reference'
import { sentenceCase } from '../basics/sentence'
import { Time } from '../clock/time'
import { Differences } from './differences'
import styles from './request-view.module.css'
import { Notice } from '../basics/notice'
import { durationOnOneLine } from '../basics/durations'

/** Who wants what, for how long, and why: everything that a decision needs, in words. */
export function RequestFacts({ request }: { request: RequestView }) {
  const { requester, entitlement, differences, unusual, sessionNote } = request
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
        {differences.length > 0 && (
          <section aria-label="Narrowed" className={styles.narrowed}>
            <p className={styles.line}>
              An approver has made it smaller. Only the second of each is decided on, and issued:
            </p>
            <Differences differences={differences} />
          </section>
        )}
        <Facts
          items={[
            { label: 'Person', value: `${requester.name} (${requester.handle})` },
            { label: 'Duration', value: durationOnOneLine(request.durationMinutes) },
            { label: 'Window', value: <Window request={request} /> },
            {
              label: 'Ticket',
              value: request.ticket === null ? 'none' : <Reference text={request.ticket} />,
            },
            ...(request.incident === null
              ? []
              : [{ label: 'Incident', value: <Reference text={request.incident} /> }]),
            { label: 'Scope', value: request.scopeLabel },
            { label: 'Used by', value: sentenceCase(request.deliveriesInWords) },
            { label: 'Entitlement', value: entitlement.name },
            { label: 'Account', value: `${entitlement.accountName} (${entitlement.accountId})` },
            { label: 'Role', value: entitlement.role },
            { label: 'Before this', value: <Earlier request={request} /> },
            { label: 'Request id', value: <CopyableId id={request.id} label="request id" /> },
          ]}
        />
        {unusual.length > 0 && (
          <section aria-label="Out of the ordinary" className={styles.unusual}>
            <h3>Out of the ordinary</h3>
            <Sentences sentences={unusual} />
          </section>
        )}
        <Sentences sentences={[...request.notes, ...(sessionNote === null ? [] : [sessionNote])]} />
      </Stack>
    </Container>
  )
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className={styles.notes}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

/** When its clock starts; for an extension, which end becomes which. */
function Window({ request: { extension, startsAt, durationMinutes, kind } }: { request: RequestView }) {
  if (extension !== null)
    return (
      <>
        Until <Time at={extension.endsAt} form="clock" /> → <Time at={extension.newEndsAt} form="clock" />
      </>
    )
  if (kind === 'break-glass') return 'At once'
  if (startsAt === null) return 'As soon as it is approved'
  const endsAt = new Date(Date.parse(startsAt) + durationMinutes * 60_000).toISOString()
  return (
    <>
      <Time at={startsAt} form="clock" /> to <Time at={endsAt} form="clock" />
    </>
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
