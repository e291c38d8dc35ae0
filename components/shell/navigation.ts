export type Place = { text: string; href: string; count?: string }
export type PlaceGroup = { title: string | null; places: readonly Place[] }

/**
 * Where a person with these roles can go. Approver is no role: whoever a policy names finds the queue always there, and
 * reviews as soon as one waits for them.
 */
export function placesFor(roles: readonly string[], toDecide: string, toReview = ''): PlaceGroup[] {
  const requester = [
    { text: 'Request access', href: '/request' },
    { text: 'My requests', href: '/requests' },
  ]
  const auditor = [
    { text: 'Grants', href: '/audit/grants' },
    { text: 'Sessions', href: '/audit/sessions' },
    { text: 'Events', href: '/audit/events' },
    { text: 'Break-glass', href: '/audit/reviews' },
  ]
  const administrator = [
    { text: 'Stopped grants', href: '/admin/grants' },
    { text: 'Catalogue', href: '/admin/catalog' },
    { text: 'People', href: '/admin/people' },
    { text: 'What if', href: '/admin/what-if' },
    { text: 'Jobs', href: '/admin/jobs' },
  ]
  const main: Place[] = [
    { text: 'Home', href: '/' },
    ...(roles.includes('requester') ? requester : []),
    { text: 'To decide', href: '/approvals', count: toDecide },
    ...(toReview === '' ? [] : [{ text: 'Reviews', href: '/reviews', count: toReview }]),
  ]
  const groups: PlaceGroup[] = [{ title: null, places: main }]
  if (roles.includes('auditor')) groups.push({ title: 'Audit', places: auditor })
  if (roles.includes('administrator')) groups.push({ title: 'Administration', places: administrator })
  return groups
}

/** The place that a path belongs to: itself, or the nearest one above it. */
export function currentPlace(groups: readonly PlaceGroup[], path: string): string | null {
  const all = groups.flatMap((group) => group.places.map((place) => place.href))
  const above = all.filter((href) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
  return above.sort((one, other) => other.length - one.length)[0] ?? null
}
