'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import type { ReactNode } from 'react'
import type { GrantSummary } from '@/lib/grants/schema'
import type { QueuedRequest, RequestSummary, ReviewItem, StageView } from '@/lib/requests/schema'
import type { SecretView } from '@/lib/sessions/schema'
import { deliveriesInShort } from '../basics/delivery-name'
import { EmptyState } from '../basics/empty-state'
import { sentenceCase } from '../basics/sentence'
import { Time } from '../clock/time'
import { NowProvider } from '../clock/viewer'
import type { Relinquish } from '../grants/end-grant'
import { requestAgainPath } from '../requests/again'
import { QueueRows, Rows } from '../requests/request-list'
import { RequestRow } from '../requests/request-row'
import { WaitingFor } from '../requests/waiting-for'
import { RunningGrant } from './running-grant'
import styles from './home.module.css'
import { durationOnOneLine } from '../basics/durations'

export function Section({
  title,
  actions,
  children,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <Container
      disableContentPaddings
      header={
        <Header variant="h2" actions={actions}>
          {title}
        </Header>
      }
    >
      {children}
    </Container>
  )
}

/** The viewer's running grants, their clocks going by the database's. */
export function RunningGrants({
  grants,
  secrets,
  now,
  relinquish,
}: {
  grants: readonly GrantSummary[]
  /** Those that grants fill, by the grant's id. */
  secrets: Readonly<Record<string, SecretView>>
  now: string
  relinquish: Relinquish
}) {
  return (
    <Section title="Running now">
      {grants.length === 0 ? (
        <EmptyState title="No access is running" action={<Button href="/request">Request access</Button>}>
          Ask for what you need. As soon as it is approved, you use it from here.
        </EmptyState>
      ) : (
        <NowProvider now={now}>
          <ul className={styles.grants}>
            {grants.map((grant) => (
              <RunningGrant
                key={grant.id}
                grant={grant}
                secret={secrets[grant.id] ?? null}
                relinquish={relinquish}
              />
            ))}
          </ul>
        </NowProvider>
      )}
    </Section>
  )
}

/** What waits for the viewer's decision. */
export function ToDecide({ requests, isMore }: { requests: readonly QueuedRequest[]; isMore: boolean }) {
  return (
    <Section
      title="Waiting for your decision"
      actions={
        isMore && (
          <Button variant="inline-link" href="/approvals">
            Show all
          </Button>
        )
      }
    >
      <QueueRows requests={requests} />
    </Section>
  )
}

/** Break-glass access that waits for the viewer's look at it. */
export function ToReview({ reviews, isMore }: { reviews: readonly ReviewItem[]; isMore: boolean }) {
  return (
    <Section
      title="Break-glass to review"
      actions={
        isMore && (
          <Button variant="inline-link" href="/reviews">
            Show all
          </Button>
        )
      }
    >
      <Rows>
        {reviews.map(({ request, dueAt, overdue }) => (
          <RequestRow
            key={request.id}
            request={request}
            showRequester
            note={
              <>
                {overdue ? 'Overdue: it was due ' : 'Due '}
                <Time at={dueAt} form="relative" />
              </>
            }
            action={
              <Button href="/reviews" ariaLabel={`Review what ${request.requester.name} did`}>
                Review
              </Button>
            }
          />
        ))}
      </Rows>
    </Section>
  )
}

/** Approved access whose clock has not started. */
export function ScheduledGrants({ grants, now }: { grants: readonly GrantSummary[]; now: string }) {
  return (
    <Section title="Starting later">
      <NowProvider now={now}>
        <ul className={styles.grants}>
          {grants.map((grant) => (
            <li key={grant.id} className={styles.repeat}>
              <div>
                <Link href={`/grants/${grant.id}`}>{sentenceCase(grant.scopeInWords)}</Link>
                <p>
                  {grant.entitlement.name} · {grant.entitlement.accountName}
                </p>
              </div>
              <p>
                Starts <Time at={grant.startsAt} form="relative" />: <Time at={grant.startsAt} form="clock" />{' '}
                to <Time at={grant.endsAt} form="clock" />
              </p>
            </li>
          ))}
        </ul>
      </NowProvider>
    </Section>
  )
}

/** The viewer's requests that somebody still has to decide, and who could. */
export function PendingRequests({
  requests,
}: {
  requests: readonly (RequestSummary & { stages: readonly StageView[] })[]
}) {
  return (
    <Section
      title="Your pending requests"
      actions={
        <Button variant="inline-link" href="/requests">
          All my requests
        </Button>
      }
    >
      <Rows>
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} note={<WaitingFor stages={request.stages} />} />
        ))}
      </Rows>
    </Section>
  )
}

/** Earlier wishes, each one click away from being asked for again. */
export function AskAgain({ requests }: { requests: readonly RequestSummary[] }) {
  return (
    <Section title="Ask again">
      <ul className={styles.grants}>
        {requests.map((request) => (
          <li key={request.id} className={styles.repeat}>
            <div>
              <Link href={requestAgainPath(request)}>
                {sentenceCase(request.scopeInWords)} for {durationOnOneLine(request.durationMinutes)}
              </Link>
              <p>
                {request.entitlement.name} · {request.entitlement.accountName} ·{' '}
                {deliveriesInShort(request.deliveries)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
