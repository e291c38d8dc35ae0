import { expect, test } from 'vitest'
import type { Scope } from './schema'
import { levelLabel, scopeInWords, scopeLabel, scopeNotes } from './words'

const scope: Scope = { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false }

test.each<[Scope, string, string]>([
  [scope, 'list and read objects under 2026/ in finance-reports', 's3://finance-reports/2026/'],
  [
    { ...scope, level: 'list', prefix: '' },
    'list object names in all of finance-reports',
    's3://finance-reports/',
  ],
  [
    { ...scope, level: 'read-write' },
    'list, read and write objects under 2026/ in finance-reports',
    's3://finance-reports/2026/',
  ],
  [
    { ...scope, level: 'read-write', delete: true },
    'list, read, write and delete objects under 2026/ in finance-reports',
    's3://finance-reports/2026/',
  ],
  [{ kind: 'whole-role' }, 'everything that the role may do', 'whole role'],
])('%j is said as "%s"', (value, words, label) => {
  expect(scopeInWords(value)).toBe(words)
  expect(scopeLabel(value)).toBe(label)
})

test('a whole role says that its list of denials cannot be complete (invariant 2)', () => {
  expect(scopeNotes({ kind: 'whole-role' }, ['console']).join(' ')).toContain('cannot be complete')
})

test('an S3 scope says what browsing in the console brings along and what stays closed', () => {
  expect(scopeNotes(scope, ['console', 'secret']).join(' ')).toMatch(
    /in the console.*Region.*included.*list of all buckets stays closed.*opens at the folder.*never included/,
  )
})

test('an S3 scope that no console is opened for says nothing of a console', () => {
  const notes = scopeNotes(scope, ['terminal', 'secret']).join(' ')
  expect(notes).not.toMatch(/console/i)
  expect(notes).toMatch(/Region.*included.*list of all buckets stays closed.*never included/)
})

test('deleting is named beside its level', () => {
  expect([levelLabel('read', false), levelLabel('read-write', true)]).toEqual(['read', 'read-write + delete'])
})
