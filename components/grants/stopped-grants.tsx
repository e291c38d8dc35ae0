'use client'

import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { StoppedGrant } from '@/lib/grants/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'
import { sentenceCase } from '../basics/sentence'
import { Time } from '../clock/time'
import { RevokeGrant } from './revoke-grant'
import type { Revoke } from './revoke-grant'
import styles from './stopped-grants.module.css'

type Props = { stopped: readonly StoppedGrant[]; revoke: Revoke }

/** Grants that run and of which nothing is issued, each with the reason and the way to take it back. */
export function StoppedGrants({ stopped, revoke }: Props) {
  return (
    <Container disableContentPaddings>
      <ul className={styles.rows}>
        {stopped.map((one) => (
          <StoppedRow key={one.grant.id} {...one} revoke={revoke} />
        ))}
      </ul>
    </Container>
  )
}

function StoppedRow({ grant, why, revoke }: StoppedGrant & { revoke: Revoke }) {
  const { person, entitlement } = grant
  return (
    <li>
      <div className={styles.what}>
        <h2>
          <Link href={`/grants/${grant.id}`} fontSize="body-m">
            {sentenceCase(grant.scopeInWords)}
          </Link>
          {grant.kind === 'break-glass' && <BreakGlassBadge />}
        </h2>
        <p>
          <strong>{person.name}</strong> ({person.handle}) · {entitlement.name} · {entitlement.accountName}
        </p>
        <p>
          <StatusIndicator type="warning">{why}</StatusIndicator>
        </p>
        <p className={styles.quiet}>
          Until <Time at={grant.endsAt} form="moment and relative" />
        </p>
      </div>
      <RevokeGrant
        grantId={grant.id}
        personName={person.name}
        isScheduled={grant.status === 'scheduled'}
        handedOut={grant.deliveries}
        mayWorkUntil={grant.endsAt}
        revoke={revoke}
      />
    </li>
  )
}
