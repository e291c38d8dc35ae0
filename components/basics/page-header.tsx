'use client'

import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import type { ReactNode } from 'react'
import styles from './basics.module.css'

export type Crumb = { text: string; href: string }

type Props = { title: string; description?: ReactNode; actions?: ReactNode; crumbs?: readonly Crumb[] }

/** The top of a page: where it stands, its only h1, and what can be done on it. */
export function PageHeader({ title, description, actions, crumbs = [] }: Props) {
  return (
    <div className={styles.pageHeader}>
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumbs">
          <ol className={styles.crumbs}>
            {crumbs.map((crumb) => (
              <li key={crumb.href}>
                <Link href={crumb.href}>{crumb.text}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <Header variant="h1" description={description} actions={actions}>
        {title}
      </Header>
    </div>
  )
}
