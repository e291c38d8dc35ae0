'use client'

import Box from '@cloudscape-design/components/box'
import Spinner from '@cloudscape-design/components/spinner'
import Table from '@cloudscape-design/components/table'
import type { TableProps } from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'
import type { Page } from '@/lib/requests/schema'
import { Stack } from '../basics/columns'
import { PageHeader } from '../basics/page-header'
import { FilterBar } from './filter-bar'
import type { AuditFilter } from './filter-model'
import { FilterProblems } from './filter-problems'
import type { ListState } from './list-state'
import { NothingFound } from './nothing-found'
import { Pager } from './pager'
import { useListNavigation } from './use-list-navigation'

/** An auditors' list: heading, filters, table and pages. All of its state is in the address. */
export function AuditList<Item extends { id: string }>({
  path,
  title,
  description,
  label,
  list,
  offered,
  columns,
  nothingYet,
  children,
}: {
  path: string
  title: string
  description: string
  /** What the rows are, in the plural: "grants". */
  label: string
  list: ListState<Item>
  offered: readonly AuditFilter[]
  columns: TableProps<Item>['columnDefinitions']
  /** Said when there is nothing at all, without any filter. */
  nothingYet: string
  children?: ReactNode
}) {
  const { go, isLoading } = useListNavigation(path)
  const { filters, position, page, problems } = list
  const items = page?.items ?? []
  const isFiltered = Object.keys(filters).length > 0
  return (
    <Stack>
      <PageHeader title={title} description={description} actions={isLoading && <Spinner />} />
      {children}
      {problems.length > 0 && <FilterProblems problems={problems} offered={offered} onClear={() => go({})} />}
      <div aria-busy={isLoading}>
        <Table<Item>
          variant="container"
          items={items}
          columnDefinitions={columns}
          trackBy="id"
          wrapLines
          ariaLabels={{ tableLabel: title }}
          filter={
            <FilterBar
              offered={offered}
              filters={filters}
              isLoading={isLoading}
              countText={foundInWords(page, label)}
              onChange={(changed) => go(changed)}
            />
          }
          empty={
            <NothingFound
              label={label}
              isUnderstood={page !== null}
              isFiltered={isFiltered}
              isDeep={position.cursor !== null}
              nothingYet={nothingYet}
              onClear={() => go({})}
              onNewest={() => go(filters)}
            />
          }
          footer={
            page === null ? null : (
              <Pager path={path} filters={filters} position={position} next={page.next} />
            )
          }
        />
      </div>
      <Box variant="small" color="text-body-secondary">
        Newest first. The address of this page holds its filters: copy it to share what you see.
      </Box>
    </Stack>
  )
}

// No totals: counting all of history is no page's business.
function foundInWords(page: Page<unknown> | null, label: string): string {
  if (page === null) return ''
  const found = page.items.length
  return page.next === null
    ? `${found} ${label}, and none older`
    : `${found} ${label}, and there are older ones`
}
