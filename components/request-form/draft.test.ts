import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EntitlementForm } from '@/lib/catalog/schema'
import { completePrefix, draftFrom, scopeOf, wishOf } from './draft'
import { prefillPath } from './prefill'

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1b2f6a3c-7d54-4e0a-9c1f-5a3d2e8b7f60'

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
  policyInWords: [],
  breakGlass: null,
  deliveries: ['console', 'terminal', 'secret'],
  secretInWords: 'secret SensitiveS3 (read by EC2Normal)',
  canOutlive: false,
  offer: {
    kind: 's3',
    buckets: [
      { bucket: 'finance-reports', prefixes: ['2026/', '2025/'] },
      { bucket: 'finance-raw', prefixes: [''], kmsKey: KEY },
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
    kind: 'ordinary',
    deliveries: ['console', 'terminal'],
    duration: '1 h',
    start: 'approval',
    reason: '',
    ticket: '',
    incident: '',
  })
})

it('what the address gives is taken where it is offered, and never widens', () => {
  const given = {
    bucket: 'finance-raw',
    prefix: 'a/',
    level: 'read-write',
    delete: 'yes',
    deliveries: 'secret,terminal',
    reason: 'r',
    ticket: 't',
  }
  expect(
    draftFrom(entitlement, { ...given, minutes: '90', start: '2026-12-01T22:00:00+01:00' }),
  ).toMatchObject({
    ...given,
    delete: true,
    deliveries: ['terminal', 'secret'],
    duration: '1 h 30 min',
    start: { at: '2026-12-01T21:00:00.000Z' },
  })
  const hostile = {
    bucket: 'other',
    level: 'admin',
    delete: 'yes',
    deliveries: 'root,console',
    minutes: '-1',
    start: 'tomorrow',
    kind: 'break-glass',
    incident: 'INC-1',
    reason: ['a', 'b'],
  }
  expect(draftFrom(entitlement, hostile)).toMatchObject({
    bucket: 'finance-reports',
    level: 'read',
    delete: false,
    deliveries: ['console'],
    duration: '4 h',
    start: { at: null },
    kind: 'ordinary',
    incident: '',
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

it('a secret is filled only for who asks for it, unless the entitlement offers nothing else', () => {
  expect(draftFrom(entitlement, { deliveries: 'none-of-these' }).deliveries).toEqual(['console', 'terminal'])
  expect(draftFrom({ ...entitlement, deliveries: ['secret'] }, {}).deliveries).toEqual(['secret'])
})

it('the key of a bucket is asked for exactly with that bucket', () => {
  const draft = draftFrom(entitlement, { bucket: 'finance-raw' })
  expect(scopeOf(entitlement.offer, draft)).toMatchObject({ bucket: 'finance-raw', kmsKey: KEY })
  expect(scopeOf(entitlement.offer, { ...draft, bucket: 'finance-reports' })).not.toHaveProperty('kmsKey')
})

it('with nothing ticked the wish says so, and what is not offered is never wished for', () => {
  const draft = draftFrom(entitlement, {})
  expect(wishOf(entitlement, { ...draft, deliveries: [] })?.deliveries).toEqual([])
  expect(wishOf({ ...entitlement, deliveries: ['console'] }, draft)?.deliveries).toEqual(['console'])
})

it('a link to the form opens it as it was, with every field that it may carry', () => {
  const texts = fc.stringMatching(/^[a-zA-Z0-9 &?=#+%/ü]{0,40}$/)
  fc.assert(
    fc.property(
      texts,
      texts,
      texts,
      fc.integer({ min: 1, max: 5000 }),
      fc.boolean(),
      (prefix, reason, ticket, minutes, at) => {
        const scope = {
          kind: 's3',
          bucket: 'finance-raw',
          prefix,
          level: 'read-write',
          delete: true,
        } as const
        const startsAt = at ? '2026-12-01T21:00:00.000Z' : null
        const wish = {
          entitlementId: 'finance',
          scope,
          durationMinutes: minutes,
          deliveries: ['secret' as const],
          startsAt,
        }
        const url = new URL(prefillPath({ ...wish, reason, ticket }), 'http://portal.invalid')
        const draft = draftFrom(entitlement, Object.fromEntries(url.searchParams))
        expect(draft).toMatchObject({ reason, ticket, prefix, level: 'read-write', delete: true })
        expect(wishOf(entitlement, draft)).toMatchObject({
          durationMinutes: minutes,
          startsAt,
          deliveries: ['secret'],
        })
      },
    ),
  )
})

it('break-glass starts at once, whatever start was typed before', () => {
  const draft = { ...draftFrom(entitlement, { start: '2026-12-01T21:00:00Z' }), kind: 'break-glass' as const }
  expect(wishOf(entitlement, draft)).toMatchObject({ kind: 'break-glass', startsAt: null })
})

it('nothing is wished for while the start is no moment', () => {
  expect(wishOf(entitlement, draftFrom(entitlement, { start: '2026-12-01T21:00' }))).toBe(null)
})
