'use client'

import { useMemo } from 'react'
import type { GrantSummary } from '@/lib/grants/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'
import { GrantStatusLabel } from '../basics/status-label'
import { AuditList } from './audit-list'
import { AccessCell, PersonCell, WindowCell } from './cells'
import { GRANT_FILTERS, withSuggestions } from './filters'
import type { LedgerColumn } from './ledger'
import type { ListState } from './list-state'
import { useListNavigation } from './use-list-navigation'
import { TwoLines } from './two-lines'
import { WhoHadAccess } from './who-had-access'

const PATH = '/audit/grants'

const COLUMNS: readonly LedgerColumn<GrantSummary>[] = [
  {
    header: 'Access',
    isName: true,
    cell: ({ id, entitlement, scopeLabel }) => (
      <AccessCell grantId={id} {...entitlement} scopeLabel={scopeLabel} />
    ),
  },
  { header: 'Person', cell: ({ person }) => <PersonCell person={person} /> },
  {
    header: 'Window',
    cell: ({ startsAt, endsAt, endedAt }) => <WindowCell from={startsAt} until={endedAt ?? endsAt} />,
  },
  {
    header: 'Status',
    cell: ({ kind, status, endReason }) => (
      <TwoLines
        main={<GrantStatusLabel status={status} endReason={endReason} />}
        small={kind === 'break-glass' && <BreakGlassBadge />}
      />
    ),
  },
  { header: 'Reason', cell: ({ reason }) => <bdi>{reason}</bdi> },
]

/** Who was granted what, when and why; and who had access at one moment. */
export function GrantsList({ list }: { list: ListState<GrantSummary> }) {
  const { go } = useListNavigation(PATH)
  const offered = useMemo(() => withSuggestions(GRANT_FILTERS, suggestionsOf(list.page?.items ?? [])), [list])
  return (
    <AuditList
      path={PATH}
      title="Grants"
      description="Who was given access to what, when, why, and how it ended. Newest first."
      label="grants"
      list={list}
      offered={offered}
      columns={COLUMNS}
      nothingYet="A grant appears here as soon as a request is approved."
    >
      <WhoHadAccess path={PATH} filters={list.filters} onAsk={go} />
    </AuditList>
  )
}

function suggestionsOf(grants: readonly GrantSummary[]) {
  return {
    bucket: grants.flatMap(({ scope }) => (scope.kind === 's3' ? [{ value: scope.bucket }] : [])),
    entitlementId: grants.map(({ entitlement }) => ({ value: entitlement.id, label: entitlement.name })),
    accountId: grants.map(({ entitlement }) => ({
      value: entitlement.accountId,
      label: entitlement.accountName,
    })),
  }
}
