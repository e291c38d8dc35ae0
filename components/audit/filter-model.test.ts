import { describe, expect, it } from 'vitest'
import {
  FIRST_PAGE,
  filtersOf,
  listAddress,
  newerIsNewest,
  newerPage,
  olderPage,
  tokensOf,
} from './filter-model'
import type { AuditFilter } from './filter-model'

const person: AuditFilter = {
  name: 'person',
  property: 'person',
  label: 'Person',
  valuesLabel: 'People',
  operator: ':',
  kind: 'text',
}
const time = { property: 'time', label: 'Time', valuesLabel: 'Times', kind: 'instant' } as const
const offered: AuditFilter[] = [
  person,
  { ...time, name: 'from', operator: '>=' },
  { ...time, name: 'to', operator: '<' },
]

describe('filters', () => {
  it('come back from the bar as they went in', () => {
    const filters = { person: 'alice', from: '2026-05-03T00:00:00Z', to: '2026-05-04T00:00:00Z' }
    expect(filtersOf(tokensOf(filters, offered), offered)).toEqual(filters)
  })

  it('hold one value each: what was chosen last replaces what was there', () => {
    const tokens = ['alice', 'ben'].map((value) => ({ propertyKey: 'person', operator: ':', value }))
    expect(filtersOf(tokens, offered)).toEqual({ person: 'ben' })
  })

  it('leave out what is empty or was never offered', () => {
    const tokens = [
      { propertyKey: 'person', operator: ':', value: '  ' },
      { propertyKey: 'time', operator: '>=', value: null },
      { propertyKey: 'shoe', operator: '=', value: '43' },
    ]
    expect(filtersOf(tokens, offered)).toEqual({})
  })
})

describe('the way through the pages', () => {
  it('leads back page by page to the first', () => {
    const second = olderPage(FIRST_PAGE, 'c2')
    const third = olderPage(second, 'c3')
    expect(newerPage(third)).toEqual(second)
    expect(newerPage(second)).toEqual(FIRST_PAGE)
    expect(newerPage(FIRST_PAGE)).toBeNull()
  })

  it('leads to the newest entries when nobody knows how one came here', () => {
    const found = { cursor: 'c9', newer: [] }
    expect(newerIsNewest(found)).toBe(true)
    expect(newerPage(found)).toEqual(FIRST_PAGE)
  })

  it('stays short in the address however deep one goes', () => {
    let position = FIRST_PAGE
    for (let page = 2; page < 200; page += 1) position = olderPage(position, `c${String(page)}`)
    expect(position.newer).toHaveLength(20)
    expect(newerPage(position)?.cursor).toBe('c198')
  })
})

describe('the address of a list', () => {
  it('carries filters and page, and escapes what a person typed', () => {
    const address = listAddress('/audit/grants', { person: 'a&b=c#d' }, { cursor: 'c2', newer: [''] })
    const { searchParams } = new URL(address, 'http://localhost')
    expect([...searchParams]).toEqual([
      ['person', 'a&b=c#d'],
      ['cursor', 'c2'],
      ['newer', ''],
    ])
  })

  it('is the bare path when nothing is filtered', () => {
    expect(listAddress('/audit/grants', {})).toBe('/audit/grants')
  })
})
