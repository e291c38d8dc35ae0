import type { RequestSummary } from '@/lib/requests/schema'

type Repeatable = Pick<
  RequestSummary,
  'entitlement' | 'scope' | 'durationMinutes' | 'deliveries' | 'reason' | 'ticket'
>

/** The request form, filled in as this request was. */
export function requestAgainPath({
  entitlement,
  scope,
  durationMinutes,
  deliveries,
  reason,
  ticket,
}: Repeatable): string {
  const fields = new URLSearchParams({ duration: String(durationMinutes), reason })
  fields.set('deliveries', deliveries.join(','))
  if (ticket !== null) fields.set('ticket', ticket)
  if (scope.kind === 's3') {
    fields.set('bucket', scope.bucket)
    fields.set('prefix', scope.prefix)
    fields.set('level', scope.level)
    if (scope.delete) fields.set('delete', 'yes')
  }
  return `/request/${entitlement.id}?${fields.toString()}`
}

/** The newest of each different wish: the same part of the same entitlement for the same time and use is listed once. */
export function differentWishes(requests: readonly RequestSummary[], limit: number): RequestSummary[] {
  const byWish = new Map<string, RequestSummary>()
  for (const request of requests) {
    const { entitlement, scope, durationMinutes, deliveries } = request
    const wish = JSON.stringify([entitlement.id, scope, durationMinutes, deliveries])
    if (!byWish.has(wish)) byWish.set(wish, request)
  }
  return [...byWish.values()].slice(0, limit)
}
