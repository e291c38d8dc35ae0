'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { DelegationView } from '@/lib/identity/schema'
import { Time } from '../clock/time'
import type { EndDelegation } from './commands'
import styles from './delegations.module.css'
import { EndButton } from './end-button'

/** Which of the two a row names. */
export type Shows = 'from' | 'to' | 'both'

const STATUS: Record<DelegationView['status'], { type: StatusIndicatorProps.Type; text: string }> = {
  current: { type: 'success', text: 'Now' },
  coming: { type: 'pending', text: 'To come' },
  past: { type: 'stopped', text: 'Over' },
}

/** Who stands in for whom, when, and the way to end it. */
export function DelegationRows({
  label,
  delegations,
  shows,
  end,
}: {
  label: string
  delegations: readonly DelegationView[]
  shows: Shows
  end: EndDelegation | null
}) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {delegations.map((delegation) => (
        <li key={delegation.id}>
          <StatusIndicator type={STATUS[delegation.status].type}>
            {STATUS[delegation.status].text}
          </StatusIndicator>
          <div className={styles.what}>
            <p>
              <Who delegation={delegation} shows={shows} />
            </p>
            <p className={styles.when}>
              <Time at={delegation.startsAt} /> until <Time at={delegation.endsAt} />
              {delegation.endedAt !== null && (
                <>
                  , ended <Time at={delegation.endedAt} />
                </>
              )}
            </p>
            {delegation.comment !== null && (
              <p className={styles.comment}>
                <bdi>{delegation.comment}</bdi>
              </p>
            )}
          </div>
          {end !== null && <EndButton delegation={delegation} end={end} />}
        </li>
      ))}
    </ul>
  )
}

function Who({ delegation: { from, to }, shows }: { delegation: DelegationView; shows: Shows }) {
  if (shows === 'both')
    return (
      <>
        <Named {...to} /> for <Named {...from} />
      </>
    )
  return <Named {...(shows === 'from' ? from : to)} />
}

function Named({ name, handle }: { name: string; handle: string }) {
  return (
    <>
      <bdi className={styles.name}>{name}</bdi> <bdi className={styles.handle}>{handle}</bdi>
    </>
  )
}
