'use client'

import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import type { CatalogChangeSummary } from '@/lib/catalog/change-schema'
import { EmptyState } from '../basics/empty-state'
import { Time } from '../clock/time'
import styles from './catalog-admin.module.css'
import { ChangeSource, ChangeStatusLabel } from './change-source'

/** Everything that was handed in, newest first; what was applied without an administrator in red. */
export function ChangeList({ changes }: { changes: readonly CatalogChangeSummary[] }) {
  if (changes.length === 0)
    return (
      <EmptyState title="Nothing has been handed in">
        Whoever operates Daypass hands the catalogue in with “daypass catalog apply”.
      </EmptyState>
    )
  return (
    <Container disableContentPaddings>
      <ul className={styles.rows}>
        {changes.map((change) => (
          <li key={change.id} className={change.kind === 'proposal' ? undefined : styles.alone}>
            <h2>
              <Link href={`/admin/catalog/changes/${change.id}`}>
                Change of <Time at={change.createdAt} form="moment" />
              </Link>
              <span className={styles.beside}>
                <ChangeStatusLabel status={change.status} />
              </span>
            </h2>
            <ChangeSource change={change} />
          </li>
        ))}
      </ul>
    </Container>
  )
}
