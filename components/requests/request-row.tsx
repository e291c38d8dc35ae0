'use client'

import Link from '@cloudscape-design/components/link'
import type { ReactNode } from 'react'
import type { RequestSummary } from '@/lib/requests/schema'
import { sentenceCase } from '../basics/sentence'
import { RequestStatusLabel } from '../basics/status-label'
import { Time } from '../clock/time'
import styles from './rows.module.css'
import { durationOnOneLine } from '../basics/durations'

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
      </div>
      <div className={styles.what}>
        <Link href={`/requests/${request.id}`} fontSize="body-m">
          {sentenceCase(request.scopeInWords)} for {durationOnOneLine(request.durationMinutes)}
        </Link>
        <p className={styles.where}>
          {showRequester && <strong>{requester.name}</strong>}
          <span>{entitlement.name}</span>
          <span>{entitlement.accountName}</span>
          {request.ticket !== null && <span>{request.ticket}</span>}
        </p>
        <p className={styles.why}>{request.reason}</p>
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.when}>
        <Time at={request.createdAt} form="relative" />
        {action}
      </div>
    </li>
  )
}
