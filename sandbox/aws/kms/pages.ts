import { z } from 'zod'
import { AwsError } from '../errors'

export const pageMembers = {
  Limit: z.number().int().optional(),
  Marker: z.string().optional(),
}

interface Page<Item> {
  items: Item[]
  /** Members of the answer that say whether, and where, the list goes on. */
  more: { Truncated: boolean; NextMarker?: string }
}

const USUAL_LIMIT = 100

/** A page of a list in the order of its items' names. Throws `InvalidMarkerException`. */
export function page<Item>(
  all: readonly Item[],
  nameOf: (item: Item) => string,
  { Limit = USUAL_LIMIT, Marker }: { Limit?: number | undefined; Marker?: string | undefined },
): Page<Item> {
  const after = Marker === undefined ? '' : Buffer.from(Marker, 'base64url').toString('utf8')
  if (Marker !== undefined && Buffer.from(after).toString('base64url') !== Marker) {
    throw new AwsError('InvalidMarkerException', 'Could not deserialize marker')
  }
  const rest = all.filter((item) => nameOf(item) > after).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const items = rest.slice(0, Limit)
  const last = items.at(-1)
  if (rest.length === items.length || last === undefined) return { items, more: { Truncated: false } }
  return { items, more: { Truncated: true, NextMarker: Buffer.from(nameOf(last)).toString('base64url') } }
}
