import type { ReactNode } from 'react'
import styles from './facts.module.css'

/**
 * Facts side by side, each with its name above; at most so many columns as given, fewer where they do not fit. (Cloudscape's
 * KeyValuePairs counts its columns by script, so that they jump on phones.)
 */
export function Facts({
  items,
  columns = 3,
}: {
  items: readonly { label: string; value: ReactNode }[]
  columns?: 2 | 3
}) {
  return (
    <dl className={columns === 2 ? styles.two : styles.three}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
