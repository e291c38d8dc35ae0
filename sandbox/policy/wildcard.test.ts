import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeArn } from './arn'
import { parseTemplate, toGlob } from './template'
import { type GlobStep, matchesGlob } from './wildcard'

const glob = (pattern: string) => toGlob(parseTemplate(pattern, '2012-10-17') ?? [])

/** Straight from the definition, and exponential. */
function reference(steps: GlobStep[], text: string[]): boolean {
  const [step, ...rest] = steps
  const [char, ...others] = text
  if (step === undefined) return char === undefined
  if (step.kind === 'many' && reference(rest, text)) return true
  if (char === undefined) return false
  const fits = step.kind === 'char' ? step.char === char : !(step.withinSegment && char === ':')
  return fits && reference(step.kind === 'many' ? steps : rest, others)
}

const wild = fc.record({
  kind: fc.constantFrom('one' as const, 'many' as const),
  withinSegment: fc.boolean(),
})
const plain = fc.constantFrom('a', 'b', ':').map((char) => ({ kind: 'char' as const, char }))
const steps: fc.Arbitrary<GlobStep[]> = fc.array(fc.oneof(wild, plain), { maxLength: 8 })
const texts = fc.array(fc.constantFrom('a', 'b', ':'), { maxLength: 8 })

test('the matcher agrees with the definition', () => {
  fc.assert(
    fc.property(steps, texts, (pattern, text) => {
      expect(matchesGlob(pattern, text.join(''))).toBe(reference(pattern, text))
    }),
    { numRuns: 5000 },
  )
})

test('text without wildcards matches itself alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (written, given) => {
      fc.pre(!/[*?]|\$\{/.test(written))
      expect(matchesGlob(glob(written), given)).toBe(written === given)
    }),
  )
})

test('a question mark stands for one character, also beyond the basic plane', () => {
  expect(matchesGlob(glob('a?b'), 'a😀b')).toBe(true)
})

test('a hostile pattern of a thousand wildcards comes to an answer', () => {
  expect(matchesGlob(glob('*a'.repeat(1000) + 'b'), 'a'.repeat(1024))).toBe(false)
  expect(likeArn(glob(`arn:aws:s3:::${'*a'.repeat(1000)}b`), `arn:aws:s3:::${'a'.repeat(1024)}`)).toBe(false)
})
