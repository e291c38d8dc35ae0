const w3cDate = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/
const epochSeconds = /^\d{5,}$/

/**
 * Milliseconds since 1970 of a written date; undefined if it is none.
 * Rule: IAM User Guide, "Date condition operators": a W3C form of ISO 8601 (four digits are a year), or epoch seconds.
 */
export function parseDate(written: string): number | undefined {
  if (epochSeconds.test(written)) return Number(written) * 1000
  if (!w3cDate.test(written)) return undefined
  const time = Date.parse(written)
  return Number.isNaN(time) ? undefined : time
}
