import type { FieldProblem } from '@/lib/kernel/errors'
import type { Page } from '@/lib/requests/schema'
import type { Filters, Position } from './filter-model'

/** What an auditors' list shows: what its address asked for, and what was found. Plain data, made on the server. */
export type ListState<Item> = {
  filters: Filters
  position: Position
  /** Null when the address holds filters that are not understood; `problems` says which, and how to mend them. */
  page: Page<Item> | null
  problems: readonly FieldProblem[]
}
