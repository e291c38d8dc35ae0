import { boundedCache } from './bounded-cache'

/** The days of the week by the names that conditions use. */
export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** What the clocks and calendars of a zone show: `date` as in "2026-11-22", `hour` 0–23, `month` 1–12. */
export type ZoneClock = { day: string; date: string; month: number; hour: number; minute: number }

/**
 * What the clocks of an IANA zone show at an instant, daylight saving included. Throws a RangeError for a zone that
 * is not known, an invalid date and years outside 1–9999.
 */
export function zoneClock(at: Date, zone: string): ZoneClock {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  const year = part('year')
  if (part('era') !== 'AD' || year.length > 4) throw new RangeError('The year is not within 1 to 9999.')
  return {
    day: part('weekday').toLowerCase(),
    date: `${year.padStart(4, '0')}-${part('month')}-${part('day')}`,
    month: Number(part('month')),
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  }
}

/** Whether the zone is known here. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

// A formatter takes a thousand times longer to make than to use.
const formatOf = boundedCache(
  500,
  (zone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      weekday: 'long',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
)
