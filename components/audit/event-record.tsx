'use client'

import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { EventRow } from '@/lib/history/schema'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import styles from './audit.module.css'

/** An event as a sentence; opened, the ids it is about and the very text that is stored. */
export function EventRecord({ event }: { event: EventRow }) {
  const [expanded, setExpanded] = useState(false)
  return (
    <SpaceBetween size="xxs">
      <div>{event.sentence}</div>
      {event.quote !== null && <Box color="text-body-secondary">“{event.quote}”</Box>}
      <ExpandableSection
        variant="inline"
        headerText="Record"
        headerAriaLabel={`Record of: ${event.sentence}`}
        expanded={expanded}
        onChange={({ detail }) => {
          setExpanded(detail.expanded)
        }}
      >
        {expanded && <RecordContent event={event} />}
      </ExpandableSection>
    </SpaceBetween>
  )
}

function RecordContent({ event }: { event: EventRow }) {
  const about = Object.entries(event.about).map(([name, id]) => ({
    label: LABELS[name] ?? name,
    value: <AboutId name={name} id={id} />,
  }))
  return (
    <SpaceBetween size="s">
      <Facts
        columns={2}
        items={[{ label: 'Event', value: <CopyableId id={event.id} label="event id" /> }, ...about]}
      />
      <div>
        <Box variant="awsui-key-label">As stored</Box>
        <pre className={styles.stored}>{event.canonical}</pre>
      </div>
    </SpaceBetween>
  )
}

const LABELS: Readonly<Record<string, string>> = {
  personId: 'Person',
  signInId: 'Sign-in',
  requestId: 'Request',
  decisionId: 'Decision',
  grantId: 'Grant',
  sessionId: 'Session',
  entitlementId: 'Entitlement',
  accountId: 'Account',
}

/** Where an auditor can read more about what an event is about. */
const PAGES: Readonly<Record<string, (id: string) => { href: string; label: string }>> = {
  requestId: (id) => ({ href: `/requests/${id}`, label: 'Open request' }),
  grantId: (id) => ({ href: `/grants/${id}`, label: 'Open grant' }),
}

function AboutId({ name, id }: { name: string; id: string }) {
  const page = PAGES[name]?.(id)
  return (
    <>
      <CopyableId id={id} label={`${LABELS[name] ?? name} id`} />
      {page !== undefined && (
        <div>
          <Link href={page.href}>{page.label}</Link>
        </div>
      )}
    </>
  )
}
