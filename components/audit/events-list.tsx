'use client'

import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'
import { useMemo } from 'react'
import { Time } from '../clock/time'
import type { EventRow } from '@/lib/history/schema'
import { AuditList } from './audit-list'
import { EventRecord } from './event-record'
import { EVENT_FILTERS, withSuggestions } from './filters'
import type { ListState } from './list-state'

const COLUMNS: TableProps<EventRow>['columnDefinitions'] = [
  { id: 'at', header: 'Time', minWidth: 150, width: 190, cell: ({ at }) => <Time at={at} /> },
  {
    id: 'event',
    header: 'Event',
    isRowHeader: true,
    minWidth: 280,
    cell: (event) => <EventRecord event={event} />,
  },
  {
    id: 'type',
    header: 'Type',
    minWidth: 140,
    width: 220,
    cell: ({ type }) => <Box variant="code">{type}</Box>,
  },
]

/** The append-only log, line by line, as it is stored. */
export function EventsList({ list }: { list: ListState<EventRow> }) {
  const offered = useMemo(() => withSuggestions(EVENT_FILTERS, suggestionsOf(list.page?.items ?? [])), [list])
  return (
    <AuditList
      path="/audit/events"
      title="Events"
      description="The log of every change, sign-in and refusal. Lines are only ever added."
      label="events"
      list={list}
      offered={offered}
      columns={COLUMNS}
      nothingYet="Every change, sign-in and refusal adds a line here."
    />
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
