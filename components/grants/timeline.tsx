'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { TimelineEntry } from '@/lib/history/schema'
import { Time } from '../clock/time'
import styles from './grants.module.css'

/** What happened, in the order in which it did. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <Container header={<Header variant="h2">What happened</Header>}>
      <ol className={styles.timeline}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <p className={styles.entry}>{entry.sentence}</p>
            {entry.quote !== null && <blockquote>{entry.quote}</blockquote>}
            <p className={styles.at}>
              <Time at={entry.at} form="moment and relative" />
            </p>
          </li>
        ))}
      </ol>
    </Container>
  )
}
