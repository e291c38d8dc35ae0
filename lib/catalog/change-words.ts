import type { CatalogChangeKind, CatalogChangeStatus, ChangeKind, Named, Touched } from './change-schema'

/** "Alice Moreau, Ben Okafor and 3 more, and whoever is in analysts"; empty when it is nobody. */
export function namedInWords({ names, more, groups }: Named): string {
  const people = more > 0 ? `${names.join(', ')} and ${String(more)} more` : names.join(', ')
  const unknown = groups.length === 0 ? '' : `whoever is in ${groups.join(' or ')}`
  return [people, unknown].filter((part) => part !== '').join(', and ')
}

/** "2 running grants", "1 pending request". */
export function touchedInWords({ count }: Touched, what: 'grant' | 'request'): string {
  const words = what === 'grant' ? 'running grant' : 'pending request'
  return `${String(count)} ${count === 1 ? words : `${words}s`}`
}

const KINDS: Readonly<Record<ChangeKind, string>> = {
  new: 'New',
  changed: 'Changed',
  withdrawn: 'Withdrawn',
  'offered-again': 'Offered again',
}

/** What happens to an entitlement, in a word or two. */
export function changeKindLabel(kind: ChangeKind): string {
  return KINDS[kind]
}

/** "1 new, 2 changed, 1 withdrawn": without what there is none of. */
export function countsInWords(counts: Readonly<Record<ChangeKind, number>>): string {
  const parts = (Object.keys(KINDS) as ChangeKind[]).flatMap((kind) =>
    counts[kind] === 0 ? [] : [`${String(counts[kind])} ${KINDS[kind].toLowerCase()}`],
  )
  return parts.length === 0 ? 'no entitlement changes' : parts.join(', ')
}

const SOURCES: Readonly<Record<CatalogChangeKind, string>> = {
  first: 'First catalogue, applied on the machine',
  emergency: 'Emergency: applied on the machine, without an administrator',
  proposal: 'Proposal',
}

/** How a change came to be. */
export function changeSourceLabel(kind: CatalogChangeKind): string {
  return SOURCES[kind]
}

const STATUSES: Readonly<Record<CatalogChangeStatus, string>> = {
  open: 'Waits for an administrator',
  applied: 'Applied',
  declined: 'Declined',
  superseded: 'Superseded',
}

/** What has become of a change. */
export function changeStatusLabel(status: CatalogChangeStatus): string {
  return STATUSES[status]
}

/** Said where an entitlement changes and no fact of it does. */
export const ONLY_WRITTEN_ANEW = 'Only how its definition is stored changes.'
