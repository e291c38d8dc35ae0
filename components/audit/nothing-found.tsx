'use client'

import Button from '@cloudscape-design/components/button'
import { EmptyState } from '../basics/empty-state'

/** Why a list is empty, and what to do next. */
export function NothingFound({
  label,
  isUnderstood,
  isFiltered,
  isDeep,
  nothingYet,
  onClear,
  onNewest,
}: {
  label: string
  isUnderstood: boolean
  isFiltered: boolean
  isDeep: boolean
  nothingYet: string
  onClear: () => void
  onNewest: () => void
}) {
  if (!isUnderstood)
    return <EmptyState title="Nothing listed">Mend or remove the filter named above.</EmptyState>
  if (isDeep)
    return (
      <EmptyState title={`No older ${label}`} action={<Button onClick={onNewest}>Show the newest</Button>}>
        This is the end of the list.
      </EmptyState>
    )
  if (isFiltered)
    return (
      <EmptyState title={`No ${label} match`} action={<Button onClick={onClear}>Clear all filters</Button>}>
        Remove a filter, or widen its time.
      </EmptyState>
    )
  return <EmptyState title={`No ${label} yet`}>{nothingYet}</EmptyState>
}
