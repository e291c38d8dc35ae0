'use client'

import Link from '@cloudscape-design/components/link'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { ChangeKind, EntitlementChange, Named, Touched } from '@/lib/catalog/change-schema'
import { changeKindLabel, namedInWords, ONLY_WRITTEN_ANEW, touchedInWords } from '@/lib/catalog/change-words'
import { Time } from '../clock/time'
import styles from './catalog-admin.module.css'
import { FieldChanges } from './field-changes'

const LOOKS: Readonly<Record<ChangeKind, StatusIndicatorProps.Type>> = {
  new: 'success',
  changed: 'info',
  withdrawn: 'stopped',
  'offered-again': 'success',
}

export function ChangeKindLabel({ kind }: { kind: ChangeKind }) {
  return <StatusIndicator type={LOOKS[kind]}>{changeKindLabel(kind)}</StatusIndicator>
}

/** What a change does to one entitlement: what is said otherwise, to whom it gives and takes, and what runs on it. */
export function EntitlementChangeItem({ change }: { change: EntitlementChange }) {
  const { id, name, accountName, kind, fields, mayAsk, decides, grants, requests } = change
  const title = (
    <>
      {name} <span className={styles.faint}>{accountName}</span>
    </>
  )
  return (
    <li>
      <h3>
        {kind === 'new' ? title : <Link href={`/admin/catalog/${id}`}>{title}</Link>}
        <span className={styles.beside}>
          <ChangeKindLabel kind={kind} />
        </span>
      </h3>
      {kind === 'changed' && fields.length === 0 && <p>{ONLY_WRITTEN_ANEW}</p>}
      <FieldChanges fields={fields} />
      <ul className={styles.effects}>
        <People label="May ask from now on" named={mayAsk.gain} />
        <People label="May not ask any more" named={mayAsk.lose} />
        <People label="May decide from now on" named={decides.gain} />
        <People label="May not decide any more" named={decides.lose} />
        <TouchedThings touched={grants} what="grant" />
        <TouchedThings touched={requests} what="request" />
      </ul>
    </li>
  )
}

function People({ label, named }: { label: string; named: Named }) {
  const who = namedInWords(named)
  if (who === '') return null
  return (
    <li>
      {label}: {who}
    </li>
  )
}

function TouchedThings({ touched, what }: { touched: Touched; what: 'grant' | 'request' }) {
  if (touched.count === 0) return null
  const rest = touched.count - touched.shown.length
  return (
    <li>
      <span className={styles.touches}>Touches {touchedInWords(touched, what)}</span>
      <ul>
        {touched.shown.map(({ id, personName, until, consequence }) => (
          <li key={id}>
            {personName}, until <Time at={until} form="moment" />. {consequence}
          </li>
        ))}
        {rest > 0 && <li>and {rest} more</li>}
      </ul>
    </li>
  )
}
