'use client'

import Link from '@cloudscape-design/components/link'
import type { ReactNode } from 'react'
import type { RequestSummary } from '@/lib/requests/schema'
import { RequestStatusLabel } from '../basics/status-label'
import { Time } from '../clock/time'
import { KindBadge } from './kind-badge'
import styles from './rows.module.css'
import { requestTitle } from './title'

type Props = {
  request: RequestSummary
  showRequester?: boolean
  /** A line of its own below, such as who can decide. */
  note?: ReactNode
  action?: ReactNode
}

/** One request in a list: what, for how long, where, why, and how it stands. */
export function RequestRow({ request, showRequester = false, note, action }: Props) {
  const { entitlement, requester } = request
  return (
    <li className={styles.row}>
      <div className={styles.status}>
        <RequestStatusLabel status={request.status} />
        <KindBadge kind={request.kind} />
      </div>
      <div className={styles.what}>
        <Link href={`/requests/${request.id}`} fontSize="body-m">
          {requestTitle(request)}
        </Link>
        <p className={styles.where}>
          {showRequester && <strong>{requester.name}</strong>}
          <span>{entitlement.name}</span>
          <span>{entitlement.accountName}</span>
          {request.ticket !== null && <span>{request.ticket}</span>}
          {request.incident !== null && <span>{request.incident}</span>}
        </p>
        <RowFacts request={request} />
        <p className={styles.why}>{request.reason}</p>
        <p className={styles.note}>{note}</p>
      </div>
      <div className={styles.when}>
        <Time at={request.createdAt} form="relative" />
        {action}
      </div>
    </li>
  )
}

/** What is worth knowing of some requests alone. */
function RowFacts({ request: { startsAt, lapsesAt, status, narrowed } }: { request: RequestSummary }) {
  if (startsAt === null && !narrowed && status !== 'pending') return null
  return (
    <p className={styles.where}>
      {startsAt !== null && (
        <span>
          Starts <Time at={startsAt} form="clock" />
        </span>
      )}
      {narrowed && <span>Narrowed by an approver</span>}
      {status === 'pending' && lapsesAt !== null && (
        <span>
          Lapses <Time at={lapsesAt} form="relative" />
        </span>
      )}
    </p>
  )
}
