/** The address of a search, so that it can be sent to somebody. */
export function searchAddress(q: string, cursor?: string): string {
  const query = new URLSearchParams({
    ...(q === '' ? {} : { q }),
    ...(cursor === undefined ? {} : { cursor }),
  })
  return query.size === 0 ? '/admin/catalog' : `/admin/catalog?${query.toString()}`
}
