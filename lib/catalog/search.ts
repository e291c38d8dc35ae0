import type { EntitlementSummary, EntitlementVersion } from './schema'
import { summaryOf } from './words'

/** An entitlement on offer with everything that can be searched for, in lower case. */
export type Searchable = {
  version: EntitlementVersion
  summary: EntitlementSummary
  name: string
  all: string
}

export function searchableOf(version: EntitlementVersion): Searchable {
  const summary = summaryOf(version)
  const { id, name, description, accountName, accountId, role, offerInWords, ownerGroup } = summary
  const all = [name, id, description, accountName, accountId, role, offerInWords, ownerGroup]
    .join('\n')
    .toLowerCase()
  return { version, summary, name: name.toLowerCase(), all }
}

/** What holds every word of the query: what has them in its name comes first, the rest in the order given. Pure. */
export function search<One extends Pick<Searchable, 'name' | 'all'>>(
  offered: readonly One[],
  query: string,
): One[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return [...offered]
  const ranks: One[][] = [[], [], []]
  for (const one of offered)
    if (words.every((word) => one.all.includes(word))) ranks[rank(one, words)]?.push(one)
  return ranks.flat()
}

function rank({ name }: Pick<Searchable, 'name'>, words: readonly string[]): 0 | 1 | 2 {
  if (words.some((word) => name.startsWith(word))) return 0
  return words.every((word) => name.includes(word)) ? 1 : 2
}
