'use client'

import { useMemo } from 'react'
import type { EventRow } from '@/lib/history/schema'
import { AuditList } from './audit-list'
import styles from './audit.module.css'
import { MomentCell } from './cells'
import { EventDetails } from './event-details'
import { EVENT_FILTERS, withSuggestions } from './filters'
import type { LedgerColumn, LedgerDetails } from './ledger'
import type { ListState } from './list-state'
import { TwoLines } from './two-lines'

const COLUMNS: readonly LedgerColumn<EventRow>[] = [
  { header: 'Event', isName: true, cell: (event) => <EventCell event={event} /> },
  { header: 'Time', cell: ({ at }) => <MomentCell at={at} /> },
  { header: 'Type', cell: ({ type }) => <span className={styles.code}>{type}</span> },
]

const DETAILS: LedgerDetails<EventRow> = {
  nameOf: ({ sentence }) => `“${sentence}”`,
  render: (event) => <EventDetails event={event} />,
}

/** The append-only log, line by line, as it is stored. */
export function EventsList({ list }: { list: ListState<EventRow> }) {
  const offered = useMemo(() => withSuggestions(EVENT_FILTERS, suggestionsOf(list.page?.items ?? [])), [list])
  return (
    <AuditList
      path="/audit/events"
      title="Events"
      description="The log of every change, sign-in and refusal, newest first. Lines are only ever added."
      label="events"
      list={list}
      offered={offered}
      columns={COLUMNS}
      details={DETAILS}
      nothingYet="Every change, sign-in and refusal adds a line here."
    />
  )
}

/** What happened, to which entitlement, and what the person typed along with it. */
function EventCell({ event }: { event: EventRow }) {
  const { sentence, quote, about } = event
  return (
    <>
      <TwoLines main={<bdi>{sentence}</bdi>} small={about['entitlementId'] ?? null} />
      {quote !== null && (
        <blockquote className={styles.quote}>
          “<bdi>{quote}</bdi>”
        </blockquote>
      )}
    </>
  )
}

function suggestionsOf(events: readonly EventRow[]) {
  const ids = (key: string) =>
    events.flatMap(({ about }) => {
      const value = about[key]
      return value === undefined ? [] : [{ value }]
    })
  return {
    type: events.map(({ type }) => ({ value: type })),
    grantId: ids('grantId'),
    requestId: ids('requestId'),
  }
}
