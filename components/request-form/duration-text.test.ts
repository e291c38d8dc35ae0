import fc from 'fast-check'
import { expect, it } from 'vitest'
import { durationInWords } from '@/lib/kernel/durations'
import { minutesFrom, presetsUpTo } from './duration-text'

it('a duration is understood as people write it', () => {
  const written: [string, number][] = [
    ['90 min', 90],
    ['90m', 90],
    ['2 h', 120],
    ['2 hours', 120],
    ['1 h 30 min', 90],
    ['1h30', 90],
    ['1:30', 90],
    ['1.5 h', 90],
    ['1,5h', 90],
    [' 1 d 2 h ', 1560],
  ]
  for (const [text, minutes] of written) expect(minutesFrom(text), text).toBe(minutes)
})

it('what could mean two things, or nothing, is not guessed', () => {
  for (const text of ['', '2', 'h', '2 x', '-2 h', '1:75', '2 h foo', '1e3 h'])
    expect(minutesFrom(text), text).toBe(null)
})

it('every whole number of minutes that is shown in words is read back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 * 24 * 30 }), (minutes) => {
      expect(minutesFrom(durationInWords(minutes))).toBe(minutes)
    }),
  )
})

it('no preset is longer than what is allowed, and the longest is always offered', () => {
  expect(presetsUpTo(240)).toEqual([30, 60, 120, 240])
  expect(presetsUpTo(15)).toEqual([15])
  expect(presetsUpTo(600)).toEqual([60, 120, 240, 480, 600])
})
