import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { character } from '../testing/random-text'
import { canonicalHash, canonicalText, sha256Hex } from './canonical'
import type { Json } from './canonical'

const wholeCharacter = character.filter((text) => text.isWellFormed())
const json = fc.jsonValue({ stringUnit: wholeCharacter }) as fc.Arbitrary<Json>

/** The same value with the keys of every object the other way round. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, item === undefined ? item : reversed(item)]),
  )
}

describe('RFC 8785', () => {
  test('the example of section 3.2.2 gets the text of section 3.2.3', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('keys are ordered by UTF-16 units, as the example of section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const names = [...canonicalText(value).matchAll(/:"([^"]*)"/g)].map(([, name]) => name)
    expect(names).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  test.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
    [1424953923781206.2, '1424953923781206.2'],
  ])('the number %o of appendix B is written %s', (value, text) => {
    expect(canonicalText(value)).toBe(text)
  })

  test.each([[Number.NaN], [Infinity], [-Infinity]])('%o has no canonical form (appendix B)', (value) => {
    expect(() => canonicalText({ a: [value] })).toThrow()
  })

  test.each([['a\ud800'], ['\udfff'], ['\\\\\ud83d'], ['\ude00\ud83d']])(
    'half a surrogate pair has no canonical form (section 3.2.2.2): %j',
    (text) => {
      expect(() => canonicalText({ a: text })).toThrow(TypeError)
      expect(() => canonicalText({ [text]: 1 })).toThrow(TypeError)
    },
  )

  test('text that only looks like an escape of half a pair keeps its form', () => {
    expect(canonicalText('\\ud800')).toBe('"\\\\ud800"')
  })
})

test('the order of keys does not change the text', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalText(reversed(value))).toBe(canonicalText(value))
    }),
  )
})

test('the text reads back as the value, so different values have different texts', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalText(value)
      expect(canonicalText(JSON.parse(text) as Json)).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a key without a value is as if it were not there', () => {
  expect(canonicalText({ a: 1, b: undefined })).toBe(canonicalText({ a: 1 }))
})

test('the hash of a value never changes between versions of Daypass', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(canonicalHash({ b: [1, 'ü', null], a: { z: true, 'ö"': -0.5 } })).toBe(
    sha256Hex('{"a":{"z":true,"ö\\"":-0.5},"b":[1,"ü",null]}'),
  )
  expect(canonicalHash({ b: [1, 'ü', null], a: { z: true, 'ö"': -0.5 } })).toBe(
    'd1f71354852af6445c47d989cf995640be3f22b6326eab3435bea3dd1b1c92c6',
  )
})
