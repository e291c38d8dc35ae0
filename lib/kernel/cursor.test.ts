import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorText, pageOf, writeCursor } from './cursor'
import type { Cursor } from './cursor'

const cursors: fc.Arbitrary<Cursor> = fc.record({
  at: fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
  id: fc.uuid(),
})

test('a cursor survives its way through an address', () => {
  fc.assert(
    fc.property(cursors, (cursor) => {
      const written = writeCursor(cursor)
      expect(written).toMatch(/^[A-Za-z0-9_-]{1,200}$/)
      expect(cursorText.parse(written)).toEqual(cursor)
    }),
  )
})

test.each([
  '',
  'x',
  'a'.repeat(201),
  Buffer.from('2026-05-03T12:00:00Z').toString('base64url'),
  Buffer.from("2026-05-03T12:00:00Z ' or true --").toString('base64url'),
  Buffer.from('2026-02-30T12:00:00Z 0190b6a0-0000-7000-8000-000000000000').toString('base64url'),
  Buffer.from('now 0190b6a0-0000-7000-8000-000000000000').toString('base64url'),
])('the cursor %j was not written here and is refused at its field', (text) => {
  expect(cursorText.safeParse(text).success).toBe(false)
})

test('pages of any size show every row once, in order, and the last one says so', () => {
  fc.assert(
    fc.property(fc.array(cursors, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (rows, limit) => {
      const shown: Cursor[] = []
      let from = 0
      for (;;) {
        const page = pageOf(rows.slice(from, from + limit + 1), limit, (row) => row)
        shown.push(...page.rows)
        from += page.rows.length
        expect(page.next === null).toBe(from === rows.length)
        if (page.next === null) break
        expect(cursorText.parse(page.next)).toEqual(page.rows.at(-1))
      }
      expect(shown).toEqual(rows)
    }),
  )
})
