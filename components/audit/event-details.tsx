'use client'

import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Link from '@cloudscape-design/components/link'
import type { EventRow } from '@/lib/history/schema'
import { CopyableId } from '../basics/copyable-id'
import styles from './audit.module.css'

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

/** Where more can be read about what an event is about. */
const PAGES: Readonly<Record<string, { path: string; text: string }>> = {
  requestId: { path: '/requests', text: 'Open the request' },
  grantId: { path: '/grants', text: 'Open the grant' },
}

/** What an event is about, by id, and the very text that is stored. */
export function EventDetails({ event }: { event: EventRow }) {
  const about = Object.entries(event.about).map(([name, id]) => ({
    label: LABELS[name] ?? name,
    value: <AboutId name={name} id={id} />,
  }))
  return (
    <div className={styles.details}>
      <KeyValuePairs
        columns={3}
        minColumnWidth={200}
        items={[{ label: 'Event', value: <CopyableId id={event.id} label="event id" /> }, ...about]}
      />
      <div>
        <div className={styles.storedTitle}>
          As stored
          <CopyToClipboard
            variant="icon"
            textToCopy={event.canonical}
            copyButtonAriaLabel="Copy the stored text"
            copySuccessText="Copied"
            copyErrorText="Your browser did not allow copying. Select the text instead."
          />
        </div>
        <pre className={styles.stored}>{event.canonical}</pre>
      </div>
    </div>
  )
}

function AboutId({ name, id }: { name: string; id: string }) {
  const page = PAGES[name]
  return (
    <>
      <CopyableId id={id} label={`${LABELS[name] ?? name} id`} />
      {page !== undefined && (
        <div>
          <Link href={`${page.path}/${id}`}>{page.text}</Link>
        </div>
      )}
    </>
  )
}
