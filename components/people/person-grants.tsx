'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import type { GrantSummary } from '@/lib/grants/schema'
import type { Page } from '@/lib/requests/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'
import { EmptyState } from '../basics/empty-state'
import { sentenceCase } from '../basics/sentence'
import { GrantStatusLabel } from '../basics/status-label'
import { clockIn } from '../clock/format'
import { useViewer } from '../clock/viewer'
import { Rows } from '../requests/request-list'
import { NextRows } from './next-rows'
import styles from './people.module.css'
import { grantAdvice } from './words'

/** What a person has, with what can be done about it. */
export function PersonGrants({
  path,
  grants,
  isSuspended,
}: {
  path: string
  grants: Page<GrantSummary>
  isSuspended: boolean
}) {
  return (
    <Container disableContentPaddings header={<Header variant="h2">Grants in force</Header>}>
      {grants.items.length === 0 ? (
        <EmptyState title="No grant is in force">A grant stands here until it ends.</EmptyState>
      ) : (
        <Rows>
          {grants.items.map((grant) => (
            <GrantRow key={grant.id} grant={grant} isSuspended={isSuspended} />
          ))}
        </Rows>
      )}
      <NextRows path={path} parameter="grants" label="More grants" next={grants.next} />
    </Container>
  )
}

function GrantRow({ grant, isSuspended }: { grant: GrantSummary; isSuspended: boolean }) {
  const { zone, now } = useViewer()
  const { id, kind, status, endReason, scopeInWords, entitlement, reason } = grant
  return (
    <li className={styles.grant}>
      <GrantStatusLabel status={status} endReason={endReason} />
      <div className={styles.gives}>
        <Link href={`/grants/${id}`} fontSize="body-m">
          {sentenceCase(scopeInWords)}
        </Link>{' '}
        {kind === 'break-glass' && <BreakGlassBadge />}
        <p>
          {entitlement.name} · {entitlement.accountName}
        </p>
        <p className={styles.reason}>{reason}</p>
        <p>{grantAdvice(grant, isSuspended, clockIn(zone, grant.endsAt, now))}</p>
      </div>
    </li>
  )
}
