'use client'

import Link from '@cloudscape-design/components/link'
import { utcMoment } from '../clock/format'
import { Time } from '../clock/time'
import styles from './audit.module.css'
import { TwoLines } from './two-lines'

type Access = { grantId: string; name: string; accountName: string; scopeLabel: string }

/** What was granted, leading to the grant with its whole story. */
export function AccessCell({ grantId, name, accountName, scopeLabel }: Access) {
  return (
    <TwoLines
      main={
        <Link href={`/grants/${grantId}`}>
          <bdi>{name}</bdi>
        </Link>
      }
      small={
        <>
          <div>in {accountName}</div>
          <div className={styles.code}>{scopeLabel}</div>
        </>
      }
    />
  )
}

export function PersonCell({ person }: { person: { name: string; handle: string } }) {
  return <TwoLines main={<bdi className={styles.person}>{person.name}</bdi>} small={person.handle} />
}

/** A moment in the viewer's zone, and to the second in UTC, as other logs have it. */
export function MomentCell({ at }: { at: string }) {
  return <TwoLines main={<Time at={at} />} small={utcMoment(at).slice(11)} />
}

/** When access began, and when it ended or will end; of what was ended before its start, that it never began. */
export function WindowCell({ from, until }: { from: string; until: string }) {
  if (Date.parse(until) <= Date.parse(from))
    return <TwoLines main="Never began" small={<Part words="planned from" at={from} />} />
  return <TwoLines main={<Time at={from} />} small={<Part words="until" at={until} />} />
}

function Part({ words, at }: { words: string; at: string }) {
  return (
    <span className={styles.whole}>
      {words} <Time at={at} />
    </span>
  )
}
