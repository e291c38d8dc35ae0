import { expect, test } from 'vitest'
import { isZone, zoneClock } from './zone-clock'

const shown = (at: string, zone: string) => {
  const { day, date, month, hour, minute } = zoneClock(new Date(at), zone)
  expect(Number(date.slice(5, 7))).toBe(month)
  return `${day} ${date} ${hour}:${minute}`
}

test.each([
  ['an ordinary evening', '2026-11-22T20:12:00Z', 'Europe/Berlin', 'sunday 2026-11-22 21:12'],
  ['midnight is hour 0 of the new day', '2026-11-22T23:00:00Z', 'Europe/Berlin', 'monday 2026-11-23 0:0'],
  [
    'a minute before midnight is hour 23',
    '2026-11-22T22:59:59.999Z',
    'Europe/Berlin',
    'sunday 2026-11-22 23:59',
  ],
  ['before clocks go forward', '2026-03-29T00:59:59Z', 'Europe/Berlin', 'sunday 2026-03-29 1:59'],
  ['after clocks went forward', '2026-03-29T01:00:00Z', 'Europe/Berlin', 'sunday 2026-03-29 3:0'],
  ['the first time it is half past two', '2026-10-25T00:30:00Z', 'Europe/Berlin', 'sunday 2026-10-25 2:30'],
  ['the second time it is half past two', '2026-10-25T01:30:00Z', 'Europe/Berlin', 'sunday 2026-10-25 2:30'],
  ['after clocks went back', '2026-10-25T02:00:00Z', 'Europe/Berlin', 'sunday 2026-10-25 3:0'],
  [
    'the last minute of a year in UTC is next year in Berlin',
    '2026-12-31T23:59:00Z',
    'Europe/Berlin',
    'friday 2027-01-01 0:59',
  ],
  [
    'and still the old one in Los Angeles',
    '2027-01-01T07:59:00Z',
    'America/Los_Angeles',
    'thursday 2026-12-31 23:59',
  ],
  ['a leap day', '2028-02-29T12:00:00Z', 'UTC', 'tuesday 2028-02-29 12:0'],
  [
    'a leap day that has begun in the east only',
    '2028-02-28T11:00:00Z',
    'Pacific/Auckland',
    'tuesday 2028-02-29 0:0',
  ],
  ['no leap day in 2100', '2100-02-28T23:59:59Z', 'UTC', 'sunday 2100-02-28 23:59'],
  ['the day after', '2100-03-01T00:00:00Z', 'UTC', 'monday 2100-03-01 0:0'],
  ['summer in Auckland', '2026-01-15T11:00:00Z', 'Pacific/Auckland', 'friday 2026-01-16 0:0'],
  ['winter in Auckland', '2026-07-15T12:00:00Z', 'Pacific/Auckland', 'thursday 2026-07-16 0:0'],
  [
    'Auckland before its clocks go back',
    '2026-04-04T13:59:00Z',
    'Pacific/Auckland',
    'sunday 2026-04-05 2:59',
  ],
  [
    'Auckland after its clocks went back',
    '2026-04-04T14:00:00Z',
    'Pacific/Auckland',
    'sunday 2026-04-05 2:0',
  ],
  [
    'Los Angeles before its clocks go forward',
    '2026-03-08T09:59:00Z',
    'America/Los_Angeles',
    'sunday 2026-03-08 1:59',
  ],
  [
    'Los Angeles after its clocks went forward',
    '2026-03-08T10:00:00Z',
    'America/Los_Angeles',
    'sunday 2026-03-08 3:0',
  ],
  [
    'a zone of five hours and three quarters',
    '2026-11-22T18:15:00Z',
    'Asia/Kathmandu',
    'monday 2026-11-23 0:0',
  ],
  ['a long time ago', '0099-06-01T00:00:00Z', 'UTC', 'monday 0099-06-01 0:0'],
])('clocks show the zone’s own time: %s', (_what, at, zone, expected) =>
  expect(shown(at, zone)).toBe(expected),
)

test.each([
  ['a zone that is not known', '2026-01-01T00:00:00Z', 'Europe/Berln'],
  ['a date that is none', 'yesterday', 'UTC'],
  ['a year of five digits', '+010000-01-02T00:00:00Z', 'UTC'],
  ['a year before Christ', '-000044-03-15T12:00:00Z', 'UTC'],
])('%s is refused', (_what, at, zone) => expect(() => zoneClock(new Date(at), zone)).toThrow(RangeError))

test('a zone is known by the name of its city, not by an invented one', () => {
  expect(['Europe/Berlin', 'UTC', 'Asia/Kathmandu', 'Berlin', ''].map(isZone)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})
