'use client'

import type { RequestView } from '@/lib/requests/schema'
import styles from './policy.module.css'

const number = (count: number) => count.toLocaleString('en-US')

/** How much of the provider's limit the policy takes, the end of the grant included. */
export function SizeMeter({ size }: { size: RequestView['size'] }) {
  const percent = Math.round((size.characters / size.limit) * 100)
  const state = percent > 100 ? styles.over : percent > 85 ? styles.near : ''
  return (
    <div className={`${styles.meter ?? ''} ${state ?? ''}`}>
      <div className={styles.track} aria-hidden="true">
        <div style={{ width: `${String(Math.min(100, percent))}%` }} />
      </div>
      <span>
        {number(size.characters)} of {number(size.limit)} characters
        {percent > 100 && ': too large to be sent'}
      </span>
    </div>
  )
}
