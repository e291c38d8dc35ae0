'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { CatalogChangeStatus, CatalogChangeSummary } from '@/lib/catalog/change-schema'
import { changeSourceLabel, changeStatusLabel } from '@/lib/catalog/change-words'
import { Time } from '../clock/time'
import styles from './catalog-admin.module.css'

const LOOKS: Readonly<Record<CatalogChangeStatus, StatusIndicatorProps.Type>> = {
  open: 'pending',
  applied: 'success',
  declined: 'error',
  superseded: 'stopped',
}

export function ChangeStatusLabel({ status }: { status: CatalogChangeStatus }) {
  return <StatusIndicator type={LOOKS[status]}>{changeStatusLabel(status)}</StatusIndicator>
}

/** Who handed a change in and who decided on it, with what they said. */
export function ChangeSource({ change }: { change: CatalogChangeSummary }) {
  const { kind, status, operator, message, createdAt, closedAt, closedByName, comment } = change
  return (
    <>
      <p>
        <span className={styles.source}>{changeSourceLabel(kind)}</span>
        {kind === 'proposal' ? ' of ' : ' by '}
        {operator}, <Time at={createdAt} form="moment and relative" />
      </p>
      {message !== null && <p className={styles.quote}>{message}</p>}
      {closedByName !== null && closedAt !== null && (
        <p>
          {status === 'declined' ? 'Declined' : 'Confirmed'} by {closedByName},{' '}
          <Time at={closedAt} form="moment and relative" />
        </p>
      )}
      {comment !== null && <p className={styles.quote}>{comment}</p>}
    </>
  )
}
