import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAws } from '../clouds/aws/index'
import type { S3Scope, Scope } from '../scopes/schema'
import { asked, definitionOf, pinnedOf } from '../testing/entitlements'
import { prefixes } from '../testing/random-scopes'
import type { Wish } from './envelope'
import { evaluate } from './evaluate'
import type { EntitlementDefinition } from './schema'

const chained = createAws({ chained: true })
const direct = createAws({ chained: false })
const reports = definitionOf('reports')
const scope: S3Scope = {
  kind: 's3',
  bucket: 'finance-reports',
  prefix: '2026/',
  level: 'read',
  delete: false,
}
const wish: Wish = { scope, startsAt: null, durationMinutes: 120, deliveries: ['console'] }
const judge = (
  entitlement: Parameters<typeof evaluate>[0],
  change: Partial<typeof wish> | { scope: Scope } = {},
) => evaluate(entitlement, asked({ ...wish, ...change }), chained)
const problemsOf = (...given: Parameters<typeof judge>) => judge(...given).problems.map(({ field }) => field)

test('a wish within the offer has no problems, and is said in words', () => {
  expect(judge(pinnedOf(reports))).toMatchObject({
    problems: [],
    summary: 'list and read objects under 2026/ in finance-reports for 2 h, from approval',
    longestMinutes: 480,
    longestReasons: ['Finance reports is granted for at most 8 h at a time.'],
  })
})

describe('the duration is judged, whatever is typed', () => {
  test.each([
    [0, 'AWS issues nothing shorter than 15 min.'],
    [-60, 'AWS issues nothing shorter than 15 min.'],
    [14, 'AWS issues nothing shorter than 15 min.'],
    [15.5, 'whole minutes'],
    [0.1, 'whole minutes'],
    [Number.NaN, 'whole minutes'],
    [Infinity, 'whole minutes'],
    [-Infinity, 'whole minutes'],
    [481, 'At most 8 h: Finance reports is granted for at most 8 h at a time.'],
    [1e300, 'At most 8 h'],
    [Number.MAX_SAFE_INTEGER, 'At most 8 h'],
  ])('%d minutes are refused at their field', (durationMinutes, sentence) => {
    const { problems } = judge(pinnedOf(reports), { durationMinutes })
    expect(problems).toEqual([
      { field: 'durationMinutes', sentence: expect.stringContaining(sentence) as string },
    ])
  })

  test.each([15, 16, 480])('%d minutes are not', (durationMinutes) => {
    expect(problemsOf(pinnedOf(reports), { durationMinutes })).toEqual([])
  })

  test('exactly the whole minutes from the shortest to the longest are allowed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -10, max: 500 }), fc.double()), (durationMinutes) => {
        const fine = Number.isInteger(durationMinutes) && durationMinutes >= 15 && durationMinutes <= 480
        expect(problemsOf(pinnedOf(reports), { durationMinutes })).toEqual(fine ? [] : ['durationMinutes'])
      }),
    )
  })
})

describe('the pinned and the current version judge together, and the stricter wins', () => {
  const both = (tight: EntitlementDefinition, change = {}) => [
    problemsOf(pinnedOf(reports, tight), change),
    problemsOf(pinnedOf(tight, reports), change),
    problemsOf(pinnedOf(reports), change),
  ]

  test('on the longest duration, whichever version has it', () => {
    const tight = { ...reports, maxDurationMinutes: 60 }
    expect(both(tight)).toEqual([['durationMinutes'], ['durationMinutes'], []])
    expect(judge(pinnedOf(reports, tight)).longestMinutes).toBe(60)
    expect(judge(pinnedOf(tight, reports)).longestMinutes).toBe(60)
  })

  test.each<[string, EntitlementDefinition['scope'], string]>([
    [
      'a prefix',
      {
        kind: 's3',
        buckets: [{ bucket: 'finance-reports', prefixes: ['2025/'] }],
        levels: ['read'],
        delete: false,
      },
      'scope.prefix',
    ],
    [
      'a bucket',
      {
        kind: 's3',
        buckets: [{ bucket: 'finance-ledger', prefixes: [''] }],
        levels: ['read'],
        delete: false,
      },
      'scope.bucket',
    ],
    [
      'a level',
      {
        kind: 's3',
        buckets: [{ bucket: 'finance-reports', prefixes: [''] }],
        levels: ['list'],
        delete: false,
      },
      'scope.level',
    ],
    ['the kind', { kind: 'whole-role' }, 'scope'],
  ])('on %s that one of them does not offer', (_what, offer, field) => {
    expect(both({ ...reports, scope: offer })).toEqual([[field], [field], []])
  })

  test('on the longest session of the role', () => {
    const tight = { ...reports, roleMaxSessionMinutes: 90 }
    for (const pair of [pinnedOf(reports, tight), pinnedOf(tight, reports)])
      expect(evaluate(pair, asked(wish), direct).roleMaxSessionMinutes).toBe(90)
  })

  test('a withdrawn entitlement is refused, whatever else is right', () => {
    expect(problemsOf(pinnedOf(reports, reports, true))).toEqual(['entitlementId'])
  })

  test('rights come from the pinned version: another role or account of the current one changes no policy', () => {
    const moved = { ...reports, role: 'daypass/Other', canOutlive: true }
    expect(judge(pinnedOf(reports, moved)).policy).toEqual(judge(pinnedOf(reports)).policy)
  })
})

describe('what one session is long is said where it is shorter than the grant', () => {
  test.each([
    [chained, 60, 720, null],
    [
      chained,
      61,
      720,
      'One session lasts up to 1 h (AWS caps role chaining at an hour); until the grant ends you can start another.',
    ],
    [
      chained,
      120,
      60,
      'One session lasts up to 1 h (the role allows no longer sessions); until the grant ends you can start another.',
    ],
    [direct, 120, 720, null],
    [
      direct,
      120,
      60,
      'One session lasts up to 1 h (the role allows no longer sessions); until the grant ends you can start another.',
    ],
    [
      direct,
      721,
      720,
      'One session lasts up to 12 h (the role allows no longer sessions); until the grant ends you can start another.',
    ],
  ])('case %#', (cloud, durationMinutes, roleMaxSessionMinutes, note) => {
    const entitlement = pinnedOf({ ...reports, roleMaxSessionMinutes, maxDurationMinutes: 1440 })
    expect(evaluate(entitlement, asked({ ...wish, durationMinutes }), cloud).sessionNote).toBe(note)
  })
})

describe('a policy that is too large', () => {
  const whole = definitionOf('reports', {
    scope: {
      kind: 's3',
      buckets: [{ bucket: 'finance-ledger', prefixes: [''] }],
      levels: ['list', 'read', 'read-write'],
      delete: true,
    },
  })
  const longPrefixes = fc
    .array(prefixes, { minLength: 60, maxLength: 90 })
    .map((parts) => parts.join('').slice(0, 900))
    .map((text) => `${text}/`.replaceAll('${/', '$/'))

  test('names the longest prefix that fits: that length does, and one more does not', () => {
    let seen = 0
    fc.assert(
      fc.property(
        fc.constantFrom(['list', false], ['read', false], ['read-write', false], [
          'read-write',
          true,
        ] as const),
        fc.oneof(longPrefixes, fc.constant(`${'"'.repeat(900)}/`), fc.constant(`${'a'.repeat(1000)}/`)),
        ([level, withDelete], prefix) => {
          const wanted = { ...scope, bucket: 'finance-ledger', level, delete: withDelete, prefix } as S3Scope
          const { size, problems } = judge(pinnedOf(whole), { scope: wanted })
          expect(problems.some(({ field }) => field === 'scope.prefix')).toBe(size.characters > size.limit)
          const sentence = problems.find(({ field }) => field === 'scope.prefix')?.sentence ?? ''
          const named = /The longest prefix that fits here has (\d+) characters/.exec(sentence)?.[1]
          if (named === undefined) return
          seen++
          const sizeAt = (length: number) =>
            judge(pinnedOf(whole), { scope: { ...wanted, prefix: prefix.slice(0, length) } }).size.characters
          expect(sizeAt(Number(named))).toBeLessThanOrEqual(size.limit)
          expect(sizeAt(Number(named) + 1)).toBeGreaterThan(size.limit)
          expect(sentence).toContain(`would have ${size.characters} of at most 2048 characters`)
        },
      ),
      { numRuns: 100 },
    )
    expect(seen).toBeGreaterThan(0)
  })

  test('by a single character names the prefix that is one shorter', () => {
    const at = (length: number) =>
      judge(pinnedOf(whole), {
        scope: { ...scope, bucket: 'finance-ledger', prefix: `${'a'.repeat(length - 1)}/` },
      })
    let length = 1
    while (at(length).problems.length === 0) length++
    expect(at(length).problems[0]?.sentence).toContain(`has ${length - 1} characters`)
  })

  test('of a whole role names no prefix', () => {
    const tooLarge = { ...chained, policySize: () => ({ characters: 3000, limit: 2048 }) }
    const operator = pinnedOf(definitionOf('operator'))
    const { problems } = evaluate(operator, asked({ ...wish, scope: { kind: 'whole-role' } }), tooLarge)
    expect(problems).toEqual([
      { field: 'scope', sentence: 'The session policy would have 3000 of at most 2048 characters.' },
    ])
  })
})

test('a delivery is asked for only where both versions offer it', () => {
  const more = {
    ...reports,
    deliveries: { console: true, terminal: true, secret: { name: 'S', readerRole: 'R' } },
  }
  const all = { ...wish, deliveries: ['console', 'terminal', 'secret'] as const }
  expect(judge(pinnedOf(more), all).problems).toEqual([])
  expect(problemsOf(pinnedOf(more, reports), all)).toEqual(['deliveries'])
  expect(problemsOf(pinnedOf(reports, more), all)).toEqual(['deliveries'])
  expect(problemsOf(pinnedOf(more), { ...wish, deliveries: [] })).toEqual(['deliveries'])
})

test('a secret that was renamed or given to another reader meanwhile is not filled', () => {
  const filling = (name: string, readerRole: string) => ({
    ...reports,
    deliveries: { console: true, terminal: false, secret: { name, readerRole } },
  })
  const secret: Partial<Wish> = { deliveries: ['secret'] }
  expect(problemsOf(pinnedOf(filling('S', 'R'), filling('T', 'R')), secret)).toEqual(['deliveries'])
  expect(problemsOf(pinnedOf(filling('S', 'R'), filling('S', 'Q')), secret)).toEqual(['deliveries'])
  expect(problemsOf(pinnedOf(filling('S', 'R')), secret)).toEqual([])
})
