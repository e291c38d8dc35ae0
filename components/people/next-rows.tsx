'use client'

import Button from '@cloudscape-design/components/button'
import styles from './people.module.css'

/** On to what a list on this page has no room for; nothing when it shows all. */
export function NextRows({
  path,
  parameter,
  label,
  next,
}: {
  path: string
  parameter: 'requests' | 'grants'
  label: string
  next: string | null
}) {
  if (next === null) return null
  return (
    <div className={styles.next}>
      <Button href={`${path}?${new URLSearchParams({ [parameter]: next }).toString()}`}>{label}</Button>
    </div>
  )
}
