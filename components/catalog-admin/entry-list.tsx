'use client'

import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { CatalogEntry } from '@/lib/catalog/change-schema'
import { EmptyState } from '../basics/empty-state'
import styles from './catalog-admin.module.css'

/** Entitlements by name, what is withdrawn too. */
export function EntryList({ entries }: { entries: readonly CatalogEntry[] }) {
  if (entries.length === 0)
    return (
      <EmptyState title="Nothing matches">
        Try fewer words, or part of a bucket’s or role’s name. The word “withdrawn” finds what is not offered
        any more.
      </EmptyState>
    )
  return (
    <Container disableContentPaddings>
      <ul className={styles.rows}>
        {entries.map(({ id, name, accountName, accountId, role, ownerGroup, withdrawn }) => (
          <li key={id}>
            <h2>
              <Link href={`/admin/catalog/${id}`}>{name}</Link>
              {withdrawn && (
                <span className={styles.beside}>
                  <StatusIndicator type="stopped">Withdrawn</StatusIndicator>
                </span>
              )}
            </h2>
            <p>
              {accountName} <span className={styles.faint}>{accountId}</span> · {role} · owner {ownerGroup}
            </p>
          </li>
        ))}
      </ul>
    </Container>
  )
}
