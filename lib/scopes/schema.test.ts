import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../testing/random-text'
import { prefixes, s3Scopes } from '../testing/random-scopes'
import { bucketName, keyPrefix, scopeOfferSchema, scopeSchema } from './schema'

const problemOf = (prefix: string) => keyPrefix.safeParse(prefix).error?.issues[0]?.message

describe('a prefix is refused', () => {
  test.each([
    ['a file', '2026/q1.csv', 'ends with "/"'],
    ['a name without a slash', '2026', 'ends with "/"'],
    ['a leading slash', '/2026/', 'does not start with "/"'],
    ['only a slash', '/', 'does not start with "/"'],
    ['two leading slashes', '//', 'does not start with "/"'],
    ['a way up', '../', 'no "." or ".."'],
    ['a way up in the middle', '2026/../secret/', 'no "." or ".."'],
    ['a dot', './2026/', 'no "." or ".."'],
    ['a star', '2026*/', 'taken literally'],
    ['a question mark', '202?/', 'taken literally'],
    ['a policy variable', '${aws:username}/', 'taken literally'],
    ['an escaped star', '${*}/', 'taken literally'],
    ['an unfinished variable', 'a${/', 'taken literally'],
    ['NUL', '2026\0/', 'Latin letters'],
    ['a line break', '2026\n/', 'Latin letters'],
    ['a tab', '2026\t/', 'Latin letters'],
    ['DEL', '2026\u007f/', 'Latin letters'],
    ['a C1 control character', '2026\u0085/', 'Latin letters'],
    ['a no-break space, which looks like a space', 'q1\u00a0old/', 'Latin letters'],
    ['a soft hyphen, which is not seen', 'pub\u00adlic/', 'Latin letters'],
    ['a zero-width space', 'pub\u200blic/', 'Latin letters'],
    ['a right-to-left mark', '\u202e6202/', 'Latin letters'],
    ['a Cyrillic letter that looks Latin', 'rep\u043erts/', 'Latin letters'],
    ['a slash that is none', '2026\u2215q1/', 'Latin letters'],
    ['a full-width star', '2026\uff0a/', 'Latin letters'],
    ['an accent of its own', 'e\u0301/', 'Latin letters'],
    ['half a surrogate pair', 'a\ud800/', 'Latin letters'],
    ['an emoji', '😀/', 'Latin letters'],
    ['2,000 characters', `${'a'.repeat(1999)}/`, '1,024 bytes'],
    ['1,025 characters', `${'a'.repeat(1024)}/`, '1,024 bytes'],
    ['1,024 characters of more bytes', `${'ü'.repeat(1023)}/`, '1,024 bytes'],
  ])('%s', (_what, prefix, sentence) => expect(problemOf(prefix)).toContain(sentence))
})

test.each([
  '',
  '2026/',
  '2026/q 1/',
  'ü/',
  '"/',
  '$/',
  '{a}/',
  '.../',
  '..a/',
  'a//b/',
  `${'a'.repeat(1023)}/`,
  `${'ü'.repeat(511)}a/`,
])('the prefix %j is taken literally', (prefix) => expect(keyPrefix.parse(prefix)).toBe(prefix))

test.each([
  ...[
    '',
    'ab',
    'a'.repeat(64),
    'Reports',
    'reports_2026',
    '-reports',
    'reports-',
    '.reports',
    'reports.',
    'a..b',
  ],
  ...[
    '192.168.5.4',
    'xn--reports',
    'sthree-reports',
    'reports--x-s3',
    'zone--use1-az5--x-s3',
    'reports/',
    'reports/../x',
  ],
  ...[
    'reports*',
    'report?',
    '${aws:username}',
    'reports\0',
    'reports\n',
    ' reports',
    'rep\u043erts',
    'arn:aws:s3:::reports',
  ],
])('%j is no bucket that can be asked for', (name) => {
  expect(bucketName.safeParse(name).success).toBe(false)
})

test.each(['abc', 'a'.repeat(63), 'reports', '2026', 'a.b.c', 'my-bucket.example', '1.2.3'])(
  '%j is the name of a bucket',
  (name) => expect(bucketName.parse(name)).toBe(name),
)

const scope = { kind: 's3', bucket: 'reports', prefix: '2026/', level: 'read', delete: false }

test.each([
  ['an unknown kind', { ...scope, kind: 'gcs' }],
  ['no kind', { bucket: 'reports' }],
  ['a level that is none', { ...scope, level: 'admin' }],
  ['a level of another case', { ...scope, level: 'READ' }],
  ['an action of its own', { ...scope, actions: ['s3:*'] }],
  ['delete without read-write', { ...scope, delete: true }],
  ['delete that is no tick', { ...scope, level: 'read-write', delete: 'yes' }],
  ['several buckets', { ...scope, bucket: ['reports', 'other'] }],
  ['a whole role with a bucket', { kind: 'whole-role', bucket: 'reports' }],
  ['nothing', null],
  ['text', 'whole-role'],
])('a scope with %s is refused', (_what, value) => {
  expect(scopeSchema.safeParse(value).success).toBe(false)
})

test('a scope that is let through comes out as it went in', () => {
  fc.assert(
    fc.property(s3Scopes, (value) => {
      expect(scopeSchema.parse(value)).toEqual(value)
    }),
  )
})

test('every prefix that is let through fits into a policy’s alphabet and an S3 key, and holds no wildcard', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        prefixes,
        anyText().map((text) => `${text}/`),
      ),
      (prefix) => {
        if (!keyPrefix.safeParse(prefix).success) return
        expect(prefix).toMatch(/^([\u0020-\u00ff]*\/)?$/)
        expect(prefix).not.toMatch(/[*?]|\$\{/)
        expect(Buffer.byteLength(prefix)).toBeLessThanOrEqual(1024)
      },
    ),
  )
})

test('an offer without prefixes offers whole buckets, and deletes nothing unless it says so', () => {
  expect(scopeOfferSchema.parse({ kind: 's3', buckets: [{ bucket: 'reports' }], levels: ['read'] })).toEqual({
    kind: 's3',
    buckets: [{ bucket: 'reports', prefixes: [''] }],
    levels: ['read'],
    delete: false,
  })
})
