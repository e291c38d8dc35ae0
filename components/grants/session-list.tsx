'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { durationInWords } from '@/lib/kernel/durations'
import type { SessionView } from '@/lib/sessions/schema'
import { CopyableId } from '../basics/copyable-id'
import { deliveryName } from '../basics/delivery-name'
import { EmptyState } from '../basics/empty-state'
import { Facts } from '../basics/facts'
import { SessionStatusLabel } from '../basics/status-label'
import { Time } from '../clock/time'
import styles from './grants.module.css'

/** Every attempt to have credentials issued from the grant: when, how it went, and by what it is found in AWS's own logs. */
export function SessionList({ sessions, isOver }: { sessions: readonly SessionView[]; isOver: boolean }) {
  return (
    <Container disableContentPaddings header={<Header variant="h2">Sessions</Header>}>
      {sessions.length === 0 ? (
        <EmptyState title="No session yet">
          Each opened console, each time credentials are shown and each filling of a secret appears here, with
          the names that AWS logs it under.
        </EmptyState>
      ) : (
        <ul className={styles.sessions}>
          {sessions.map((session) => (
            <SessionItem key={session.id} session={session} isOver={isOver} />
          ))}
        </ul>
      )}
    </Container>
  )
}

function SessionItem({ session, isOver }: { session: SessionView; isOver: boolean }) {
  return (
    <li>
      <div className={styles.session}>
        <SessionStatusLabel status={session.status} />
        <span>
          {deliveryName(session.delivery)}, <Time at={session.intendedAt} form="moment and relative" />
        </span>
        {session.worksUntil !== null && (
          <span>
            works until <Time at={session.worksUntil} form="clock" /> at the latest
            {session.endsBeforeGrant && !isOver && ', before the grant ends'}
          </span>
        )}
      </div>
      {session.failureSentence !== null && <p>{session.failureSentence}</p>}
      <details>
        <summary>In AWS’s logs</summary>
        <Facts items={traces(session)} columns={2} />
      </details>
    </li>
  )
}

function traces(session: SessionView) {
  const { sourceIdentity, roleSessionName, accessKeyId, packedPolicyPercent } = session
  return [
    { label: 'Role session name', value: <CopyableId id={roleSessionName} label="role session name" /> },
    { label: 'Source identity', value: <CopyableId id={sourceIdentity} label="source identity" /> },
    {
      label: 'Access key id',
      value: accessKeyId === null ? 'none was issued' : <CopyableId id={accessKeyId} label="access key id" />,
    },
    { label: 'Asked for', value: durationInWords(session.requestedDurationSeconds / 60) },
    {
      label: 'Packed policy',
      value: packedPolicyPercent === null ? 'not told' : `${String(packedPolicyPercent)} % of AWS’s limit`,
    },
    { label: 'Session id', value: <CopyableId id={session.id} label="session id" /> },
  ]
}
