/** A JSON object, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One string, or a list of at least one; undefined if it is something else. */
export function toStrings(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  const strings = list.filter((item) => typeof item === 'string')
  return list.length > 0 && strings.length === list.length ? strings : undefined
}
