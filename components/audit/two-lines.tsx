import type { ReactNode } from 'react'
import styles from './audit.module.css'

/** A cell's main fact, and a smaller one under it, if there is any. */
export function TwoLines({ main, small }: { main: ReactNode; small: ReactNode }) {
  return (
    <>
      <div>{main}</div>
      {small !== null && small !== false && <div className={styles.small}>{small}</div>}
    </>
  )
}
