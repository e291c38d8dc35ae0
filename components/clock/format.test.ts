import { describe, expect, it } from 'vitest'
import { clockIn, countdownClock, isKnownZone, momentIn, relativeWords, utcMoment } from './format'

describe('times in words', () => {
  it('are shown in the viewer’s own zone, and in UTC for the record', () => {
    expect(momentIn('Europe/Berlin', '2026-11-22T23:30:00.000Z')).toBe('23 Nov 2026, 00:30')
    expect(utcMoment('2026-11-22T23:30:05.999Z')).toBe('2026-11-22 23:30:05 UTC')
  })

  it('name the day only when it is not today in that zone', () => {
    const now = '2026-11-22T22:00:00.000Z'
    expect(clockIn('UTC', '2026-11-22T23:30:00.000Z', now)).toBe('23:30')
    expect(clockIn('UTC', '2026-11-23T01:00:00.000Z', now)).toBe('23 Nov, 01:00')
    expect(clockIn('Europe/Berlin', '2026-11-22T23:30:00.000Z', now)).toBe('23 Nov, 00:30')
    expect(clockIn('UTC', '2027-01-01T00:00:00.000Z', now)).toBe('1 Jan 2027, 00:00')
  })

  it('say how far away a time is, and nothing once that no longer helps', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    const minute = 60_000
    expect(relativeWords(now - 1, now)).toBe('just now')
    expect(relativeWords(now + 30_000, now)).toBe('in less than a minute')
    expect(relativeWords(now + 25 * minute, now)).toBe('in 25 min')
    expect(relativeWords(now - 3 * 60 * minute, now)).toBe('3 h ago')
    expect(relativeWords(now - 24 * 60 * minute, now)).toBe('1 day ago')
    expect(relativeWords(now - 61 * 24 * 60 * minute, now)).toBe('')
  })
})

describe('a countdown', () => {
  it('shows zero only when nothing is left', () => {
    expect(countdownClock(1)).toBe('0:01')
    expect(countdownClock(0)).toBe('0:00')
    expect(countdownClock(-5000)).toBe('0:00')
  })

  it('shows hours and days when there are any', () => {
    expect(countdownClock(59 * 60_000 + 59_000)).toBe('59:59')
    expect(countdownClock(2 * 3_600_000)).toBe('2:00:00')
    expect(countdownClock(51 * 3_600_000)).toBe('2 d 03:00:00')
  })
})

it('a zone that Intl does not know is not used', () => {
  expect(isKnownZone('Europe/Berlin')).toBe(true)
  expect(isKnownZone('Middle/Earth')).toBe(false)
  expect(isKnownZone('"><script>')).toBe(false)
})
