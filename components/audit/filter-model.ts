/** Filters as they stand in the address: one text per name. Checked by the query, never here. */
export type Filters = Readonly<Record<string, string>>

export type FilterOperator = '=' | ':' | '>=' | '<'

/** A thing that a list can be filtered by. `name` is its parameter in the address. */
export type AuditFilter = {
  name: string
  property: string
  label: string
  /** What the values of this property are called above the suggestions. */
  valuesLabel: string
  operator: FilterOperator
  kind: 'text' | 'choice' | 'instant'
  /** The values that can be chosen, or that are suggested, with their words. */
  options?: readonly { value: string; label?: string }[]
}

/** One filter as the filter bar shows it. */
export type FilterToken = { propertyKey?: string; operator: string; value: unknown }

/** What the filter bar shows for the filters of an address, in the order in which the list declares them. */
export function tokensOf(filters: Filters, offered: readonly AuditFilter[]): FilterToken[] {
  return offered.flatMap(({ name, property, operator }) => {
    const value = filters[name]
    return value === undefined ? [] : [{ propertyKey: property, operator, value }]
  })
}

/** The filters that the bar's tokens stand for. Each filter holds one value: a later token replaces an earlier one. */
export function filtersOf(tokens: readonly FilterToken[], offered: readonly AuditFilter[]): Filters {
  const filters: Record<string, string> = {}
  for (const { propertyKey, operator, value } of tokens) {
    const filter = offered.find((each) => each.property === propertyKey && each.operator === operator)
    const text = typeof value === 'string' ? value.trim() : ''
    if (filter !== undefined && text !== '') filters[filter.name] = text
  }
  return filters
}

/** Where in a list one stands: the cursor of this page, and those of the newer pages on the way here ('' is the first). */
export type Position = { cursor: string | null; newer: readonly string[] }

export const FIRST_PAGE: Position = { cursor: null, newer: [] }

/** Addresses must stay short enough to be sent around; who is deeper than this goes back to the newest entries instead. */
const LONGEST_WAY_BACK = 20

/** The page after this one. */
export function olderPage(position: Position, next: string): Position {
  return { cursor: next, newer: [...position.newer, position.cursor ?? ''].slice(-LONGEST_WAY_BACK) }
}

/** The page before this one; the first, when the way back is not known; null on the first. */
export function newerPage(position: Position): Position | null {
  if (position.cursor === null) return null
  const before = position.newer.at(-1) ?? ''
  return before === '' ? FIRST_PAGE : { cursor: before, newer: position.newer.slice(0, -1) }
}

/** True when going back one page leads to the very first one. */
export function newerIsNewest(position: Position): boolean {
  return (position.newer.at(-1) ?? '') === ''
}

/** The address of a list with these filters, on this page of it. */
export function listAddress(path: string, filters: Filters, position: Position = FIRST_PAGE): string {
  const parameters = new URLSearchParams(filters)
  if (position.cursor !== null) parameters.set('cursor', position.cursor)
  for (const cursor of position.newer) parameters.append('newer', cursor)
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}
