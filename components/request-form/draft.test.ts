import { expect, it } from 'vitest'
import type { EntitlementForm } from '@/lib/catalog/schema'
import { completePrefix, draftFrom, scopeOf, wishOf } from './draft'

const entitlement: EntitlementForm = {
  id: 'finance',
  name: 'Finance',
  description: '',
  accountName: '',
  accountId: '',
  region: '',
  role: '',
  offerInWords: '',
  maxDurationMinutes: 240,
  approvalInWords: '',
  ownerGroup: 'data-team',
  versionId: '',
  canOutlive: false,
  offer: {
    kind: 's3',
    buckets: [
      { bucket: 'finance-reports', prefixes: ['2026/', '2025/'] },
      { bucket: 'finance-raw', prefixes: [''] },
    ],
    levels: ['list', 'read', 'read-write'],
    delete: true,
  },
}

it('an empty address opens the form with the least that is useful', () => {
  expect(draftFrom(entitlement, {})).toEqual({
    bucket: 'finance-reports',
    prefix: '2026/',
    level: 'read',
    delete: false,
    duration: '1 h',
    reason: '',
    ticket: '',
  })
})

it('what the address gives is taken where it is offered, and never widens', () => {
  const given = {
    bucket: 'finance-raw',
    prefix: 'a/',
    level: 'read-write',
    delete: 'yes',
    duration: '90',
    reason: 'r',
    ticket: 't',
  }
  expect(draftFrom(entitlement, given)).toMatchObject({ ...given, delete: true, duration: '1 h 30 min' })
  const hostile = { bucket: 'other', level: 'admin', delete: 'yes', duration: '-1', reason: ['a', 'b'] }
  expect(draftFrom(entitlement, hostile)).toMatchObject({
    bucket: 'finance-reports',
    level: 'read',
    delete: false,
    duration: '4 h',
    reason: '',
  })
})

it('the slash at the end of a prefix is added, an empty prefix stays the whole bucket', () => {
  expect(completePrefix(' 2026/q3 ')).toBe('2026/q3/')
  expect(completePrefix('2026/')).toBe('2026/')
  expect(completePrefix('')).toBe('')
})

it('deleting is asked for with read-write alone', () => {
  const draft = { ...draftFrom(entitlement, {}), level: 'read' as const, delete: true }
  expect(scopeOf(entitlement.offer, draft)).toMatchObject({ delete: false })
  expect(scopeOf(entitlement.offer, { ...draft, level: 'read-write' })).toMatchObject({ delete: true })
})

it('nothing is wished for while the duration cannot be read', () => {
  expect(wishOf(entitlement, { ...draftFrom(entitlement, {}), duration: 'soon' })).toBe(null)
})
