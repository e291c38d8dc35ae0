'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { StageView } from '@/lib/requests/schema'
import styles from './stages.module.css'

/** Before a request is sent nothing has been decided; after it is closed nothing more will be. */
type Phase = 'preview' | 'pending' | 'closed'

const LOOK: Record<StageView['state'], { type: StatusIndicatorProps.Type; text: string }> = {
  met: { type: 'success', text: 'Met' },
  open: { type: 'pending', text: 'Open' },
  waiting: { type: 'not-started', text: 'Later' },
}

/** The stages in their order: who decides, how many are needed, how many have. */
export function StageList({ stages, phase }: { stages: readonly StageView[]; phase: Phase }) {
  return (
    <ol className={styles.stages}>
      {stages.map((stage) => (
        <li key={stage.name}>
          <div className={styles.head}>
            <strong>{stage.name}</strong>
            <State stage={stage} phase={phase} />
          </div>
          <p>{needsInWords(stage, phase)}</p>
          {stage.state !== 'met' && phase !== 'closed' && (
            <Candidates stage={stage} waits={phase === 'pending' && stage.state === 'waiting'} />
          )}
        </li>
      ))}
    </ol>
  )
}

function State({ stage: { state }, phase }: { stage: StageView; phase: Phase }) {
  if (phase === 'preview' || (phase === 'closed' && state !== 'met')) return null
  return <StatusIndicator type={LOOK[state].type}>{LOOK[state].text}</StatusIndicator>
}

function needsInWords({ approvals, required, approversInWords }: StageView, phase: Phase): string {
  const count = phase === 'preview' ? String(required) : `${String(approvals)} of ${String(required)}`
  return `${count} ${required === 1 ? 'approval' : 'approvals'} by ${approversInWords}`
}

function Candidates({ stage, waits }: { stage: StageView; waits: boolean }) {
  const { candidates, standIns, nobody, escalatedTo } = stage
  return (
    <>
      {candidates.length > 0 && (
        <p className={styles.candidates}>
          {waits ? 'Could approve then' : 'Could approve now'}: {candidates.join(', ')}
        </p>
      )}
      {standIns.length > 0 && <p className={styles.candidates}>Standing in: {standIns.join(', ')}</p>}
      {escalatedTo !== null && (
        <p className={styles.candidates}>Also, since it has waited so long: {escalatedTo}</p>
      )}
      {nobody !== null && <p className={styles.nobody}>{nobody}</p>}
    </>
  )
}
