import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../testing/random-text'
import { anyId, callerId, hexHash, typedText } from './input'

const text = typedText(20)

test('typed text is trimmed and its line breaks are one character', () => {
  expect(text.parse('  a\r\nb\n ')).toBe('a\nb')
})

test.each([
  ['NUL', 'a\0b'],
  ['half a pair', 'a\ud800'],
  ['the other half', '\udc00'],
  ['a pair reversed', '\ude00\ud83d'],
])('%s is refused, not changed', (_what, typed) => expect(text.safeParse(typed).success).toBe(false))

test('what fits is kept as it is typed, and what is longer is refused', () => {
  expect(text.parse(` ${'😀'.repeat(10)} `)).toBe('😀'.repeat(10))
  expect(text.safeParse('x'.repeat(21)).error?.issues[0]?.message).toBe('At most 20 characters fit here.')
})

test('whatever is typed, what is let through can be stored and fits', () => {
  fc.assert(
    fc.property(anyText(40), (typed) => {
      const parsed = text.safeParse(typed)
      if (!parsed.success) return
      expect(parsed.data.isWellFormed() && !parsed.data.includes('\0') && parsed.data.length <= 20).toBe(true)
      expect(parsed.data).toBe(typed.replaceAll('\r\n', '\n').trim())
    }),
  )
})

test.each([[''], ['1'], ['../x'], ["' or 1=1 --"], ['0190b6a0-0000-4000-8000-000000000000'], [null], [7]])(
  '%j is no id that a caller may make: those are UUIDs of version 7',
  (id) => expect(callerId.safeParse(id).success).toBe(false),
)

test('ids are read in either case and go on in lower case', () => {
  const id = '0190B6A0-0000-7ABC-8000-00000000000F'
  expect(callerId.parse(id)).toBe(id.toLowerCase())
  expect(anyId.parse(id)).toBe(id.toLowerCase())
})

test.each(['A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`, 'g'.repeat(64)])(
  '%j is no hash',
  (hash) => {
    expect(hexHash.safeParse(hash).success).toBe(false)
  },
)
