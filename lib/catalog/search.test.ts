import { expect, it } from 'vitest'
import { search } from './search'

const one = (name: string, more = '') => ({ name, all: `${name}\n${more}` })

const offered = [
  one('billing export', 'finance-raw: read'),
  one('read finance reports'),
  one('finance reports', '111122223333'),
]
const names = (query: string) => search(offered, query).map(({ name }) => name)

it('every word has to be found, in any order and any case', () => {
  expect(names('REPORTS read')).toEqual(['read finance reports'])
  expect(names('reports nothing')).toEqual([])
})

it('whose name starts with the word comes first, then whose name has it, then the rest', () => {
  expect(names('finance')).toEqual(['finance reports', 'read finance reports', 'billing export'])
})

it('of equal rank, the order given stays', () => {
  expect(names('re')).toEqual(['read finance reports', 'finance reports', 'billing export'])
})

it('without a query everything is there, in the order given', () => {
  expect(names('  ')).toEqual(['billing export', 'read finance reports', 'finance reports'])
})
