'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { PersonSummary } from '@/lib/identity/schema'
import { Ledger } from '../audit/ledger'
import type { LedgerColumn } from '../audit/ledger'
import { TwoLines } from '../audit/two-lines'
import { EmptyState } from '../basics/empty-state'
import { Time } from '../clock/time'

type ListedPerson = PersonSummary & { roles: readonly string[] }

const COLUMNS: readonly LedgerColumn<ListedPerson>[] = [
  {
    header: 'Person',
    isName: true,
    cell: ({ id, name, handle }) => (
      <TwoLines
        main={
          <Link href={`/admin/people/${id}`}>
            <bdi>{name}</bdi>
          </Link>
        }
        small={<bdi>{handle}</bdi>}
      />
    ),
  },
  { header: 'Address', cell: ({ email }) => <bdi>{email ?? 'none known'}</bdi> },
  { header: 'Roles', cell: ({ roles }) => roles.join(', ') || 'none' },
  { header: 'Groups', cell: ({ groups }) => <bdi>{groups.join(', ') || 'none'}</bdi> },
  {
    header: 'Status',
    cell: ({ suspendedAt }) =>
      suspendedAt === null ? (
        <StatusIndicator type="success">May sign in</StatusIndicator>
      ) : (
        <TwoLines
          main={<StatusIndicator type="error">Suspended</StatusIndicator>}
          small={<Time at={suspendedAt} />}
        />
      ),
  },
]

/** People, each leading to their page. */
export function PeopleList({ people, isFiltered }: { people: readonly ListedPerson[]; isFiltered: boolean }) {
  return (
    <Container>
      {people.length > 0 ? (
        <Ledger label="People" items={people} columns={COLUMNS} />
      ) : (
        <EmptyState
          title="Nobody matches"
          action={isFiltered && <Button href="/admin/people">Show everybody</Button>}
        >
          Search for a part of a name, a handle or an address. Somebody appears here once they have signed in.
        </EmptyState>
      )}
    </Container>
  )
}
