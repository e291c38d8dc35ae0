'use client'

import type { Difference } from '@/lib/requests/schema'
import { sentenceCase } from '../basics/sentence'
import { Time } from '../clock/time'
import styles from './narrow.module.css'

/** What was asked for at first, and what it was narrowed to. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <div className={styles.steps}>
      <dl>
        {differences.map(({ what, from, to }) => (
          <div key={what}>
            <dt>{sentenceCase(what)}</dt>
            <dd>
              <del>{worded(what, from)}</del>
              <ins>{worded(what, to)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

// A start is an instant, to be read in the viewer's zone, or words.
function worded(what: Difference['what'], text: string) {
  return what === 'start' && !Number.isNaN(Date.parse(text)) ? <Time at={text} /> : text
}
