const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type Parts = { year: string; month: string; day: string; hour: string; minute: string; second: string }

// Numbers only, and months named here: the names that Intl knows differ between Node.js and browsers.
function partsIn(zone: string, iso: string): Parts {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const found: Record<string, string> = {}
  for (const part of format.formatToParts(new Date(iso))) found[part.type] = part.value
  const part = (name: keyof Parts) => found[name] ?? ''
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

function dayOf({ day, month }: Parts): string {
  return `${String(Number(day))} ${MONTHS[Number(month) - 1] ?? ''}`
}

/** "22 Nov 2026, 15:05" in a zone. */
export function momentIn(zone: string, iso: string): string {
  const parts = partsIn(zone, iso)
  return `${dayOf(parts)} ${parts.year}, ${parts.hour}:${parts.minute}`
}

/** "15:05", with the day before it when that is not the day of `now`: "23 Nov, 15:05". */
export function clockIn(zone: string, iso: string, now: string): string {
  const parts = partsIn(zone, iso)
  const today = partsIn(zone, now)
  const clock = `${parts.hour}:${parts.minute}`
  if (parts.year !== today.year) return momentIn(zone, iso)
  return dayOf(parts) === dayOf(today) ? clock : `${dayOf(parts)}, ${clock}`
}

/** "2026-11-22 14:05:09 UTC". */
export function utcMoment(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "in 25 min", "3 h ago", "just now": how far a time is from now, both in milliseconds. Empty beyond 60 days. */
export function relativeWords(atMs: number, nowMs: number): string {
  const distance = Math.abs(atMs - nowMs)
  if (distance > 60 * DAY) return ''
  const ahead = atMs > nowMs
  if (distance < MINUTE) return ahead ? 'in less than a minute' : 'just now'
  const words = coarse(distance)
  return ahead ? `in ${words}` : `${words} ago`
}

function coarse(distanceMs: number): string {
  if (distanceMs < HOUR) return `${String(Math.floor(distanceMs / MINUTE))} min`
  if (distanceMs < DAY) return `${String(Math.floor(distanceMs / HOUR))} h`
  const days = Math.floor(distanceMs / DAY)
  return days === 1 ? '1 day' : `${String(days)} days`
}

/** "1:59:59", "4:05", "2 d 03:00:00": time left as a clock counts it, whole seconds rounded up. */
export function countdownClock(leftMs: number): string {
  const total = Math.max(0, Math.ceil(leftMs / 1000))
  const two = (number: number) => String(number).padStart(2, '0')
  const days = Math.floor(total / 86_400)
  const hours = Math.floor((total % 86_400) / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const seconds = two(total % 60)
  if (days > 0) return `${String(days)} d ${two(hours)}:${two(minutes)}:${seconds}`
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${seconds}` : `${String(minutes)}:${seconds}`
}

/** Whether a zone is one that Intl knows: what a cookie says is not to be trusted. */
export function isKnownZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
