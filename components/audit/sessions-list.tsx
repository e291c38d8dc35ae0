'use client'

import type { TableProps } from '@cloudscape-design/components/table'
import { useMemo } from 'react'
import { CopyableId } from '../basics/copyable-id'
import { SessionStatusLabel } from '../basics/status-label'
import { Time } from '../clock/time'
import type { SessionRow } from '@/lib/history/schema'
import { AuditList } from './audit-list'
import { AccessCell, PersonCell } from './cells'
import { SESSION_FILTERS, withSuggestions } from './filters'
import type { ListState } from './list-state'
import { TwoLines } from './two-lines'

const COLUMNS: TableProps<SessionRow>['columnDefinitions'] = [
  {
    id: 'access',
    header: 'Access',
    isRowHeader: true,
    minWidth: 220,
    cell: ({ grantId, entitlement, scopeLabel }) => (
      <AccessCell grantId={grantId} {...entitlement} scopeLabel={scopeLabel} />
    ),
  },
  { id: 'person', header: 'Person', minWidth: 130, cell: ({ person }) => <PersonCell person={person} /> },
  {
    id: 'intendedAt',
    header: 'Asked for',
    minWidth: 150,
    cell: ({ intendedAt, delivery }) => <TwoLines main={<Time at={intendedAt} />} small={delivery} />,
  },
  {
    id: 'status',
    header: 'Status',
    minWidth: 150,
    cell: ({ status, failureSentence }) => (
      <TwoLines main={<SessionStatusLabel status={status} />} small={failureSentence} />
    ),
  },
  {
    id: 'worksUntil',
    header: 'Works until',
    minWidth: 150,
    cell: ({ worksUntil }) => (worksUntil === null ? 'Nothing was issued' : <Time at={worksUntil} />),
  },
  {
    id: 'names',
    header: 'In CloudTrail',
    minWidth: 240,
    cell: ({ roleSessionName, sourceIdentity, accessKeyId }) => (
      <>
        <CopyableId id={roleSessionName} label="role session name" />
        <CopyableId id={sourceIdentity} label="source identity" />
        {accessKeyId !== null && <CopyableId id={accessKeyId} label="access key id" />}
      </>
    ),
  },
]

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
      description="Every attempt to have credentials issued under a grant, and the names under which AWS CloudTrail knows it."
      label="sessions"
      list={list}
      offered={offered}
      columns={COLUMNS}
      nothingYet="A session appears here as soon as somebody opens the console under a grant."
    />
  )
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
