'use client'

import Container from '@cloudscape-design/components/container'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import type { ReactNode } from 'react'
import type { Page } from '@/lib/requests/schema'
import { Stack } from '../basics/columns'
import { PageHeader } from '../basics/page-header'
import { LiveRefresh } from '../live/live-refresh'
import { ExportButton } from './export-button'
import { FilterBar } from './filter-bar'
import type { AuditFilter } from './filter-model'
import { FilterProblems } from './filter-problems'
import { Ledger } from './ledger'
import type { LedgerColumn, LedgerDetails } from './ledger'
import type { ListState } from './list-state'
import { NothingFound } from './nothing-found'
import { Pager } from './pager'
import { useListNavigation } from './use-list-navigation'

type Props<Item> = {
  path: string
  title: string
  description: string
  /** What the rows are, in the plural: "grants". */
  label: string
  list: ListState<Item>
  offered: readonly AuditFilter[]
  columns: readonly LedgerColumn<Item>[]
  details?: LedgerDetails<Item>
  /** Said when there is nothing at all, without any filter. */
  nothingYet: string
  /** Whether it can be had as a file; so it can, unless told otherwise. */
  isFile?: boolean
  children?: ReactNode
}

/** An auditors' list: heading, filters, rows and pages. All of its state is in the address. */
export function AuditList<Item extends { id: string }>(props: Props<Item>) {
  const { path, title, description, label, list, offered, isFile = true, children } = props
  const { filters, problems, page } = list
  const { go, isLoading } = useListNavigation(path)
  return (
    <Stack>
      <LiveRefresh />
      <PageHeader
        title={title}
        description={description}
        actions={
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            {isLoading && <Spinner />}
            {isFile && page !== null && page.items.length > 0 && (
              <ExportButton path={path} filters={filters} />
            )}
          </SpaceBetween>
        }
      />
      {children}
      {problems.length > 0 && <FilterProblems problems={problems} offered={offered} onClear={() => go({})} />}
      <Container>
        <Stack gap="small">
          <FilterBar
            label={label}
            offered={offered}
            filters={filters}
            isLoading={isLoading}
            countText={foundInWords(page, label)}
            onChange={(changed) => go(changed)}
          />
          <Rows {...props} go={go} />
        </Stack>
      </Container>
    </Stack>
  )
}

function Rows<Item extends { id: string }>({
  path,
  title,
  label,
  list,
  columns,
  details,
  nothingYet,
  go,
}: Props<Item> & { go: ReturnType<typeof useListNavigation>['go'] }) {
  const { filters, position, page } = list
  if (page === null || page.items.length === 0)
    return (
      <NothingFound
        label={label}
        isUnderstood={page !== null}
        isFiltered={Object.keys(filters).length > 0}
        isDeep={position.cursor !== null}
        nothingYet={nothingYet}
        onClear={() => go({})}
        onNewest={() => go(filters)}
      />
    )
  return (
    <>
      <Ledger label={title} items={page.items} columns={columns} {...(details && { details })} />
      <Pager path={path} filters={filters} position={position} next={page.next} />
    </>
  )
}

// No totals: counting all of history is no page's business.
function foundInWords(page: Page<unknown> | null, label: string): string {
  return page === null ? '' : `${page.items.length}${page.next === null ? '' : '+'} ${label}`
}
