'use client'

import { useMemo } from 'react'
import type { SessionRow } from '@/lib/history/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'
import { deliveryName } from '../basics/delivery-name'
import { SessionStatusLabel } from '../basics/status-label'
import { Time } from '../clock/time'
import { AuditList } from './audit-list'
import { AccessCell, MomentCell, PersonCell } from './cells'
import { SESSION_FILTERS, withSuggestions } from './filters'
import type { LedgerColumn, LedgerDetails } from './ledger'
import type { ListState } from './list-state'
import { SessionDetails } from './session-details'
import { TwoLines } from './two-lines'

const COLUMNS: readonly LedgerColumn<SessionRow>[] = [
  {
    header: 'Access',
    isName: true,
    cell: ({ grantId, entitlement, scopeLabel }) => (
      <AccessCell grantId={grantId} {...entitlement} scopeLabel={scopeLabel} />
    ),
  },
  { header: 'Person', cell: ({ person }) => <PersonCell person={person} /> },
  { header: 'Asked for', cell: ({ intendedAt }) => <MomentCell at={intendedAt} /> },
  {
    header: 'Used by',
    cell: ({ delivery, kind }) => (
      <TwoLines main={deliveryName(delivery)} small={kind === 'break-glass' && <BreakGlassBadge />} />
    ),
  },
  { header: 'Status', cell: (session) => <StatusCell session={session} /> },
]

const DETAILS: LedgerDetails<SessionRow> = {
  nameOf: ({ roleSessionName }) => roleSessionName,
  render: (session) => <SessionDetails session={session} />,
}

/** Every attempt to have credentials issued, with the names under which the cloud's own log knows it. */
export function SessionsList({ list }: { list: ListState<SessionRow> }) {
  const offered = useMemo(
    () => withSuggestions(SESSION_FILTERS, suggestionsOf(list.page?.items ?? [])),
    [list],
  )
  return (
    <AuditList
      path="/audit/sessions"
      title="Sessions"
      description="Every attempt to have credentials issued under a grant, with the names by which AWS CloudTrail knows it. Newest first."
      label="sessions"
      list={list}
      offered={offered}
      columns={COLUMNS}
      details={DETAILS}
      nothingYet="A session appears here as soon as somebody opens the console, takes credentials or has a secret filled under a grant."
    />
  )
}

function StatusCell({ session }: { session: SessionRow }) {
  const { status, worksUntil, failureSentence } = session
  const untilWhen = worksUntil !== null && (
    <>
      works until <Time at={worksUntil} />
    </>
  )
  return <TwoLines main={<SessionStatusLabel status={status} />} small={failureSentence ?? untilWhen} />
}

function suggestionsOf(sessions: readonly SessionRow[]) {
  return {
    entitlementId: sessions.map(({ entitlement }) => ({ value: entitlement.id, label: entitlement.name })),
    accountId: sessions.map(({ entitlement }) => ({
      value: entitlement.accountId,
      label: entitlement.accountName,
    })),
  }
}
