/** As `20260701T093000Z`. */
export function compactTime(time: Date): string {
  return time.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** Null for a text of another form. */
export function parseCompact(timestamp: string): Date | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp)
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  const time = new Date(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  )
  return Number.isNaN(time.getTime()) ? null : time
}

/** How far a client's clock may be from the server's. */
export const SKEW_MS = 15 * 60 * 1000
