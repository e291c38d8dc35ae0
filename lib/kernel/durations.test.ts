import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMinutes, addSeconds, durationInWords, utcSeconds, wholeSecond } from './durations'

const times = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })

test.each([
  [0, '0 min'],
  [45, '45 min'],
  [60, '1 h'],
  [90, '1 h 30 min'],
  [1440, '1 d'],
  [4560, '3 d 4 h'],
  [1501, '1 d 1 h 1 min'],
  [59.9, '59 min'],
])('%d minutes are "%s"', (minutes, words) => expect(durationInWords(minutes)).toBe(words))

test('words of a duration add up to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (minutes) => {
      const size = { d: 1440, h: 60, min: 1 }
      const parts = [...durationInWords(minutes).matchAll(/(\d+) (d|h|min)/g)]
      const sum = parts.reduce(
        (all, [, count, unit]) => all + Number(count) * size[unit as keyof typeof size],
        0,
      )
      expect(sum).toBe(minutes)
    }),
  )
})

test('a whole second is never later than the time, and less than a second earlier', () => {
  fc.assert(
    fc.property(times, (time) => {
      const late = time.getTime() - wholeSecond(time).getTime()
      expect(late >= 0 && late < 1000).toBe(true)
      expect(wholeSecond(time).getUTCMilliseconds()).toBe(0)
      expect(utcSeconds(time)).toBe(time.toISOString().replace(/\.\d{3}Z$/, 'Z'))
    }),
  )
})

test('minutes and seconds are added exactly, across midnights and months', () => {
  const time = new Date('2026-02-28T23:59:59.250Z')
  expect(addMinutes(time, 1).toISOString()).toBe('2026-03-01T00:00:59.250Z')
  expect(addSeconds(time, 1).toISOString()).toBe('2026-03-01T00:00:00.250Z')
})
