'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import type { GrantPage } from '@/lib/history/schema'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import { Time } from '../clock/time'

/** What was granted to whom, where and why. */
export function GrantFacts({ grant }: { grant: GrantPage }) {
  const { entitlement } = grant
  return (
    <Container header={<Header variant="h2">Facts</Header>}>
      <Facts
        items={[
          { label: 'Person', value: `${grant.person.name} (${grant.person.handle})` },
          { label: 'Entitlement', value: entitlement.name },
          { label: 'Account', value: `${entitlement.accountName} (${entitlement.accountId})` },
          { label: 'Role', value: entitlement.role },
          { label: 'Scope', value: grant.scopeLabel },
          { label: 'Ticket', value: grant.ticket ?? 'none' },
          ...(grant.incident === null ? [] : [{ label: 'Incident', value: grant.incident }]),
          { label: 'From', value: <Time at={grant.startsAt} /> },
          { label: 'Until', value: <Time at={grant.endsAt} /> },
          { label: 'Request', value: <Link href={`/requests/${grant.requestId}`}>Open the request</Link> },
          { label: 'Reason', value: grant.reason },
          { label: 'Grant id', value: <CopyableId id={grant.id} label="grant id" /> },
          {
            label: 'Hash of what was approved',
            value: <CopyableId id={grant.envelopeHash} label="hash" />,
          },
        ]}
      />
    </Container>
  )
}
