import { describe, expect, test } from 'vitest'
import { writeCursor } from '../kernel/cursor'
import { eventFilters, grantFilters, sessionFilters } from './filters'

const id = '0190b6a0-0000-7000-8000-000000000001'
const fieldsOf = (result: { error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map((issue) => issue.path.join('.')) ?? []

test('no filter at all is understood', () => {
  for (const filters of [grantFilters, sessionFilters, eventFilters]) expect(filters.parse({})).toEqual({})
})

test('an empty text filters nothing', () => {
  expect(grantFilters.parse({ person: '  ', bucket: '' })).toEqual({})
})

test('times of any zone and a cursor are read', () => {
  const cursor = { at: new Date('2026-05-03T12:00:00Z'), id }
  expect(grantFilters.parse({ at: '2026-05-03T14:00:00+02:00', cursor: writeCursor(cursor) })).toEqual({
    at: cursor.at,
    cursor,
  })
})

describe('what is not understood is refused at its field', () => {
  test.each<
    [typeof grantFilters | typeof sessionFilters | typeof eventFilters, Record<string, unknown>, string]
  >([
    [grantFilters, { status: 'running' }, 'status'],
    [sessionFilters, { status: 'live' }, 'status'],
    [grantFilters, { from: '3 May' }, 'from'],
    [grantFilters, { to: '2026-13-01T00:00:00Z' }, 'to'],
    [grantFilters, { person: 'a\0' }, 'person'],
    [grantFilters, { bucket: 'x'.repeat(201) }, 'bucket'],
    [grantFilters, { person: ['a', 'b'] }, 'person'],
    [eventFilters, { grantId: "' or true --" }, 'grantId'],
    [eventFilters, { cursor: 'mine' }, 'cursor'],
    [eventFilters, { limit: '9999' }, ''],
  ])('case %#: %j', (filters, given, field) => expect(fieldsOf(filters.safeParse(given))).toEqual([field]))
})
