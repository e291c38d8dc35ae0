/** "45 min", "2 h", "1 h 30 min", "3 d 4 h": a number of minutes in words. */
export function durationInWords(minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = Math.floor(minutes % 60)
  const parts = [
    days > 0 && `${String(days)} d`,
    hours > 0 && `${String(hours)} h`,
    rest > 0 && `${String(rest)} min`,
  ]
  return parts.filter((part) => part !== false).join(' ') || '0 min'
}

/** The later time, by whole minutes. */
export function addMinutes(time: Date, minutes: number): Date {
  return new Date(time.getTime() + minutes * 60_000)
}

/** The later time, by seconds. */
export function addSeconds(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000)
}

/** Down to the whole second: what a cloud can compare with (`2026-11-22T09:30:00Z`). */
export function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000)
}

/** ISO 8601 in UTC with whole seconds, as policies write it. */
export function utcSeconds(time: Date): string {
  return `${wholeSecond(time).toISOString().slice(0, 19)}Z`
}
