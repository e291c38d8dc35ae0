import { expect, it } from 'vitest'
import type { EntitlementSummary } from '@/lib/catalog/schema'
import { indexEntitlements, searchEntitlements } from './search'

function entitlement(name: string, more: Partial<EntitlementSummary> = {}): EntitlementSummary {
  return {
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    description: '',
    accountName: '',
    accountId: '',
    region: '',
    role: '',
    offerInWords: '',
    maxDurationMinutes: 60,
    approvalInWords: '',
    ownerGroup: '',
    ...more,
  }
}

const index = indexEntitlements([
  entitlement('Billing export', { offerInWords: 'finance-raw: read' }),
  entitlement('Read finance reports'),
  entitlement('Finance reports', { accountId: '111122223333' }),
])
const names = (query: string) => searchEntitlements(index, query).map(({ name }) => name)

it('every word has to be found, in any order and any case', () => {
  expect(names('REPORTS read')).toEqual(['Read finance reports'])
  expect(names('reports nothing')).toEqual([])
})

it('whose name starts with the word comes first, then whose name has it, then the rest', () => {
  expect(names('finance')).toEqual(['Finance reports', 'Read finance reports', 'Billing export'])
})

it('buckets, roles and account numbers find their entitlement too', () => {
  expect(names('1111')).toEqual(['Finance reports'])
  expect(names('finance-raw')).toEqual(['Billing export'])
})

it('an owning group finds what it owns', () => {
  const owned = indexEntitlements([entitlement('Raw', { ownerGroup: 'data-team' }), entitlement('Others')])
  expect(searchEntitlements(owned, 'data-team').map(({ name }) => name)).toEqual(['Raw'])
})

it('without a query everything is there, in the order given', () => {
  expect(names('  ')).toEqual(['Billing export', 'Read finance reports', 'Finance reports'])
})
