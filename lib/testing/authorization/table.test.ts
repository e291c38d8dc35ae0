import { expect, test } from 'vitest'
import { roleKeys } from './roles'
import { readTable, signOf } from './table'

const columns = ` | ${roleKeys.join(' ')}\n`
const cells = (count: number, sign = '.') => Array.from({ length: count }, () => sign).join(' ')
const tableOf = (signs: string) => `${columns}cancelRequest\n  pending | ${signs}\n`

test('a line has a cell for every role, and belongs to the verb above it', () => {
  const [row] = readTable(tableOf(cells(roleKeys.length)))
  expect(row).toMatchObject({ verb: 'cancelRequest', state: 'pending', cells: { rq: '.', no: '.' } })
})

test.each([
  ['a missing cell', tableOf(cells(roleKeys.length - 1))],
  ['a cell too many', tableOf(cells(roleKeys.length + 1))],
  ['an unknown sign', tableOf(cells(roleKeys.length, '?'))],
  ['a missing role', ` | ${roleKeys.slice(1).join(' ')}\n`],
])('%s is no table', (_, text) => {
  expect(() => readTable(text)).toThrow()
})

test('a code without a sign shows itself, so that it equals no cell', () => {
  expect(signOf('ERR_INTERNAL', undefined)).toBe('ERR_INTERNAL')
})
