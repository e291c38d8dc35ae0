import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { s3Scopes } from '../testing/random-scopes'
import { outsideOffer } from './contains'
import type { Scope, ScopeOffer } from './schema'

const offer: ScopeOffer = {
  kind: 's3',
  buckets: [
    { bucket: 'finance-reports', prefixes: ['2025/', '2026/'] },
    { bucket: 'finance-ledger', prefixes: [''] },
  ],
  levels: ['list', 'read', 'read-write'],
  delete: false,
}
const inside: Scope = { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false }
const fieldsOf = (scope: Scope, from: ScopeOffer = offer) =>
  outsideOffer(from, scope).map(({ field }) => field)

describe('what an offer contains', () => {
  test.each<[string, Partial<typeof inside>, string[]]>([
    ['a folder of the offer', {}, []],
    ['a folder below it', { prefix: '2026/q1/' }, []],
    ['a folder with an empty name below it', { prefix: '2026//' }, []],
    ['all of a bucket that is offered whole', { bucket: 'finance-ledger', prefix: '' }, []],
    ['any folder of a bucket that is offered whole', { bucket: 'finance-ledger', prefix: 'x/' }, []],
    ['a sibling folder', { prefix: '2024/' }, ['scope.prefix']],
    ['a sibling that begins alike', { prefix: '2026-old/' }, ['scope.prefix']],
    ['the folder above', { prefix: '' }, ['scope.prefix']],
    ['the folder in another case', { prefix: 'Q1/' }, ['scope.prefix']],
    ['another bucket', { bucket: 'payroll' }, ['scope.bucket']],
    ['a bucket that begins alike', { bucket: 'finance-reports2' }, ['scope.bucket']],
    ['deleting', { level: 'read-write', delete: true }, ['scope.delete']],
    ['everything wrong', { bucket: 'payroll', delete: true }, ['scope.bucket', 'scope.delete']],
  ])('%s', (_what, change, fields) => expect(fieldsOf({ ...inside, ...change })).toEqual(fields))

  test('the key has to be the one of the very folder that is asked for', () => {
    const key = (last: string) =>
      `arn:aws:kms:eu-central-1:111122223333:key/1b2f6a3c-7d54-4e0a-9c1f-5a3d2e8b7f6${last}`
    const keys: ScopeOffer = {
      ...offer,
      buckets: [
        { bucket: 'finance-reports', prefixes: ['2025/'], kmsKey: key('5') },
        { bucket: 'finance-reports', prefixes: ['2026/'], kmsKey: key('6') },
      ],
    }
    expect(fieldsOf({ ...inside, kmsKey: key('6') }, keys)).toEqual([])
    expect(fieldsOf({ ...inside, kmsKey: key('5') }, keys)).toEqual(['scope.prefix'])
    expect(fieldsOf(inside, keys)).toEqual(['scope.bucket'])
    expect(fieldsOf({ ...inside, kmsKey: key('6') })).toEqual(['scope.bucket'])
  })

  test('a level that is not offered is outside, also a lower one', () => {
    const readOnly: ScopeOffer = { ...offer, levels: ['read'] }
    expect(fieldsOf({ ...inside, level: 'list' }, readOnly)).toEqual(['scope.level'])
    expect(fieldsOf({ ...inside, level: 'read-write' }, readOnly)).toEqual(['scope.level'])
  })

  test('another kind of scope is outside, either way round', () => {
    expect(fieldsOf({ kind: 'whole-role' })).toEqual(['scope'])
    expect(fieldsOf(inside, { kind: 'whole-role' })).toEqual(['scope'])
    expect(fieldsOf({ kind: 'whole-role' }, { kind: 'whole-role' })).toEqual([])
  })

  test('a bucket that stands twice in an offer is offered with the prefixes of both', () => {
    const twice: ScopeOffer = {
      ...offer,
      buckets: [
        { bucket: 'finance-reports', prefixes: ['2025/'] },
        { bucket: 'finance-reports', prefixes: ['2026/'] },
      ],
    }
    expect(fieldsOf(inside, twice)).toEqual([])
    expect(outsideOffer(twice, { ...inside, prefix: '2024/' })[0]?.sentence).toBe(
      'Choose a folder under 2025/ or 2026/.',
    )
  })

  test('every sentence says what is offered instead', () => {
    const sentences = outsideOffer(
      { ...offer, levels: ['read'] },
      { ...inside, bucket: 'payroll', level: 'read-write', delete: true },
    ).map(({ sentence }) => sentence)
    expect(sentences).toEqual([
      'This entitlement does not offer that bucket. It offers: finance-reports, finance-ledger.',
      'This entitlement offers: read.',
      'This entitlement does not offer deleting.',
    ])
  })
})

test('whatever an offer contains is the offer’s or narrower, by every key that it reaches', () => {
  const offers = s3Scopes.map((scope): ScopeOffer => ({
    kind: 's3',
    buckets: [{ bucket: scope.bucket, prefixes: [scope.prefix] }],
    levels: [scope.level],
    delete: scope.delete,
  }))
  fc.assert(
    fc.property(offers, s3Scopes, fc.string(), (from, scope, rest) => {
      if (from.kind !== 's3') return
      const offered = from.buckets[0]
      if (fieldsOf(scope, from).length > 0) return
      expect(scope.bucket).toBe(offered?.bucket)
      expect(`${scope.prefix}${rest}`.startsWith(offered?.prefixes[0] ?? 'nothing')).toBe(true)
      expect(from.levels).toContain(scope.level)
      expect(scope.delete && !from.delete).toBe(false)
    }),
  )
})
