'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { DecisionView, RequestView } from '@/lib/requests/schema'
import { Stack } from '../basics/columns'
import { Time } from '../clock/time'
import { StageList } from './stage-list'
import styles from './request-view.module.css'

/** How far the approval has come: the stages, and who has said what. */
export function ApprovalProgress({ request }: { request: RequestView }) {
  return (
    <Container header={<Header variant="h2">Approval</Header>}>
      <Stack>
        <StageList stages={request.stages} phase={request.status === 'pending' ? 'pending' : 'closed'} />
        {request.decisions.map((decision) => (
          <Decision key={decision.id} decision={decision} />
        ))}
      </Stack>
    </Container>
  )
}

function Decision({ decision }: { decision: DecisionView }) {
  const approved = decision.outcome === 'approve'
  return (
    <div className={styles.decision}>
      <StatusIndicator type={approved ? 'success' : 'error'}>
        {decision.by.name} {approved ? 'approved' : 'denied'}
      </StatusIndicator>
      {decision.comment !== null && <blockquote>{decision.comment}</blockquote>}
      <p>
        {decision.stageName}, <Time at={decision.decidedAt} form="moment and relative" />
      </p>
    </div>
  )
}
