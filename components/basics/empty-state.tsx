import type { ReactNode } from 'react'
import styles from './basics.module.css'

/** Where nothing is yet: what that means, and what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  )
}
