import type { ReactNode } from 'react'
import styles from './basics.module.css'

/** Things below each other with the distance that sections have. */
export function Stack({ children, gap = 'large' }: { children: ReactNode; gap?: 'large' | 'small' }) {
  return <div className={gap === 'large' ? styles.stack : styles.tight}>{children}</div>
}

/** What a page is about, and beside it (below it on narrow screens) what goes along. */
export function MainAndAside({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className={styles.mainAndAside}>
      <div className={styles.stack}>{main}</div>
      <div className={styles.stack}>{aside}</div>
    </div>
  )
}
