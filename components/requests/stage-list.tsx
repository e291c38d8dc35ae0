'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { StageView } from '@/lib/requests/schema'
import styles from './stages.module.css'

const LOOK: Record<StageView['state'], { type: StatusIndicatorProps.Type; text: string }> = {
  met: { type: 'success', text: 'Met' },
  open: { type: 'pending', text: 'Open' },
  waiting: { type: 'not-started', text: 'Later' },
}

/** The stages in their order: who decides, how many are needed, how many have. Closed: nobody decides any more. */
export function StageList({
  stages,
  isClosed = false,
}: {
  stages: readonly StageView[]
  isClosed?: boolean
}) {
  return (
    <ol className={styles.stages}>
      {stages.map((stage) => (
        <li key={stage.name}>
          <div className={styles.head}>
            <strong>{stage.name}</strong>
            {(stage.state === 'met' || !isClosed) && (
              <StatusIndicator type={LOOK[stage.state].type}>{LOOK[stage.state].text}</StatusIndicator>
            )}
          </div>
          <p>
            {stage.approvals} of {stage.required} {stage.required === 1 ? 'approval' : 'approvals'} by{' '}
            {stage.approversInWords}
          </p>
          {stage.state !== 'met' && !isClosed && <Candidates stage={stage} />}
        </li>
      ))}
    </ol>
  )
}

function Candidates({ stage: { candidates } }: { stage: StageView }) {
  if (candidates.length === 0)
    return (
      <p className={styles.nobody}>
        Nobody is known yet who could decide. The request waits until somebody is.
      </p>
    )
  return <p className={styles.candidates}>Could decide: {candidates.join(', ')}</p>
}
