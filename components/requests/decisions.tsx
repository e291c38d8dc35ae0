'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ReactNode } from 'react'
import type { DecisionView, RequestView } from '@/lib/requests/schema'
import { Stack } from '../basics/columns'
import { Time } from '../clock/time'
import { Differences } from './differences'
import { Limits } from './limits'
import { StageList } from './stage-list'
import { WithdrawButton } from './withdraw-button'
import type { Withdraw } from './withdraw-button'
import styles from './request-view.module.css'

/** How far the approval has come: the stages, who has said what, and until when there is time. */
export function ApprovalProgress({ request, withdraw }: { request: RequestView; withdraw: Withdraw }) {
  const { stages, decisions, kind, status, withdrawable } = request
  return (
    <Container header={<Header variant="h2">Approval</Header>}>
      <Stack>
        {stages.length > 0 ? (
          <StageList stages={stages} phase={status === 'pending' ? 'pending' : 'closed'} />
        ) : (
          <p className={styles.line}>
            {kind === 'break-glass'
              ? 'Nobody had to approve it before. It is reviewed afterwards.'
              : 'A rule of the policy approved it at once.'}
          </p>
        )}
        {decisions.map((decision) => (
          <Decision key={decision.id} decision={decision}>
            {withdrawable?.decisionId === decision.id && (
              <WithdrawButton requestId={request.id} withdraw={withdraw} />
            )}
          </Decision>
        ))}
        {status === 'pending' && <Limits limits={request.limits} />}
      </Stack>
    </Container>
  )
}

function Decision({ decision, children }: { decision: DecisionView; children: ReactNode }) {
  const { by, onBehalfOf, outcome, comment, stageName, decidedAt, withdrawnAt, whyNotCounted, narrowed } =
    decision
  const said = `${by.name} ${outcome === 'approve' ? 'approved' : 'denied'}`
  const isVoid = withdrawnAt !== null || whyNotCounted !== null
  return (
    <div className={styles.decision}>
      <StatusIndicator type={isVoid ? 'stopped' : outcome === 'approve' ? 'success' : 'error'}>
        {withdrawnAt === null ? said : <s>{said}</s>}
      </StatusIndicator>
      {onBehalfOf !== null && <p>For {onBehalfOf.name} (out of office)</p>}
      {narrowed !== null && <Differences differences={narrowed} />}
      {comment !== null && <blockquote>{comment}</blockquote>}
      <p>
        {stageName}, <Time at={decidedAt} form="moment and relative" />
      </p>
      {withdrawnAt !== null ? (
        <p className={styles.void}>
          Withdrawn <Time at={withdrawnAt} form="relative" />
        </p>
      ) : (
        whyNotCounted !== null && <p className={styles.void}>Counts for nothing now: {whyNotCounted}</p>
      )}
      {children}
    </div>
  )
}
