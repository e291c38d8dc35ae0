'use client'

import Link from '@cloudscape-design/components/link'
import { Time } from '../clock/time'
import styles from './audit.module.css'
import { TwoLines } from './two-lines'

type Access = { grantId: string; name: string; accountName: string; scopeLabel: string }

/** What was granted, leading to the grant with its whole story. */
export function AccessCell({ grantId, name, accountName, scopeLabel }: Access) {
  return (
    <TwoLines
      main={<Link href={`/grants/${grantId}`}>{name}</Link>}
      small={
        <>
          <div>in {accountName}</div>
          <div className={styles.scope}>{scopeLabel}</div>
        </>
      }
    />
  )
}

export function PersonCell({ person }: { person: { name: string; handle: string } }) {
  return <TwoLines main={person.name} small={person.handle} />
}

/** A window of time, its two ends under each other to be compared down the column. */
export function WindowCell({ from, until }: { from: string; until: string }) {
  return (
    <>
      <div className={styles.moment}>
        <Time at={from} />
      </div>
      <div className={styles.moment}>
        <Time at={until} />
      </div>
    </>
  )
}
