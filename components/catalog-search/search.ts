import type { EntitlementSummary } from '@/lib/catalog/schema'

export type Indexed = { entitlement: EntitlementSummary; name: string; all: string }

/** Everything that can be searched for, in lower case, once. */
export function indexEntitlements(entitlements: readonly EntitlementSummary[]): Indexed[] {
  return entitlements.map((entitlement) => {
    const { id, name, description, accountName, accountId, role, offerInWords, ownerGroup } = entitlement
    const all = [name, id, description, accountName, accountId, role, offerInWords, ownerGroup]
      .join('\n')
      .toLowerCase()
    return { entitlement, name: name.toLowerCase(), all }
  })
}

/** The entitlements that hold every word of the query; those whose name does come first, the rest in the order given. */
export function searchEntitlements(index: readonly Indexed[], query: string): EntitlementSummary[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return index.map(({ entitlement }) => entitlement)
  const found = index.filter(({ all }) => words.every((word) => all.includes(word)))
  const ranks = new Map(found.map((one) => [one, rank(one, words)]))
  return found
    .sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0))
    .map(({ entitlement }) => entitlement)
}

function rank({ name }: Indexed, words: readonly string[]): number {
  if (words.some((word) => name.startsWith(word))) return 0
  return words.every((word) => name.includes(word)) ? 1 : 2
}
