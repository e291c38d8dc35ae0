import { expect, test } from 'vitest'
import { constraintsOf } from './constraints'
import { matchesPattern } from './pattern'
import { operationsOf, type ModelService } from './shapes'

const SERVICES: ModelService[] = ['iam', 'kms', 's3', 'secretsmanager', 'ses', 'sts']

test('every pattern of every extract has a translation', () => {
  const patterns = SERVICES.flatMap((service) =>
    operationsOf(service)
      .flatMap((operation) => constraintsOf(service, operation))
      .flatMap(({ kind, value }) => (kind === 'pattern' ? [String(value)] : [])),
  )
  expect(patterns.length).toBeGreaterThan(50)
  expect(() => patterns.map((pattern) => matchesPattern(pattern, 'a'))).not.toThrow()
})

const ARN = '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+'

test.each([
  ['a part of the text is not enough', '[\\w+=,.@-]*', 'a b', false],
  ['an alternative is bounded too', '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)', '/a/b', false],
  ['a line break at the end is no end', '^[a-zA-Z0-9\\-]+$', 'a\n', false],
  ['letters of a word are those of ASCII', '[\\w]+', 'é', false],
  ['properties of Unicode are known', '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+', 'Größe 7', true],
  ['an escaped mark is the mark', '^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$', '!a=b/c.d-e!', true],
  ['a backslash is none of the escaped marks', '^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$', 'a\\b', false],
  ['what lies beyond U+FFFF is reached', ARN, '😀', true],
  ['a control character is not', ARN, '\u0001', false],
])('%s', (_, pattern, text, matches) => {
  expect(matchesPattern(pattern, text)).toBe(matches)
})

test.each(['a*+', 'a++b', '(?i)a', '(?>a)b', '\\Aa', '[a-z&&[^b]]', '[a[b]]'])(
  'what JavaScript has no syntax for is an error, never a silent match: %s',
  (pattern) => {
    expect(() => matchesPattern(pattern, 'a')).toThrow('no translation of the pattern')
  },
)
