import type { RequestSummary } from '@/lib/requests/schema'
import { prefillPath } from '../request-form/prefill'

type Repeatable = Pick<
  RequestSummary,
  'entitlement' | 'scope' | 'durationMinutes' | 'deliveries' | 'reason' | 'ticket'
>

/** The request form, filled in as this request was; its start is another time's. */
export function requestAgainPath({ entitlement, ...wish }: Repeatable): string {
  return prefillPath({
    entitlementId: entitlement.id,
    scope: wish.scope,
    durationMinutes: wish.durationMinutes,
    deliveries: wish.deliveries,
    reason: wish.reason,
    ticket: wish.ticket,
  })
}

/** The newest of each different wish: the same part of the same entitlement for the same time and use is listed once. */
export function differentWishes(requests: readonly RequestSummary[], limit: number): RequestSummary[] {
  const byWish = new Map<string, RequestSummary>()
  for (const request of requests) {
    // More time for a grant is asked for on its page.
    if (request.kind === 'extension') continue
    const { entitlement, scope, durationMinutes, deliveries } = request
    const wish = JSON.stringify([entitlement.id, scope, durationMinutes, deliveries])
    if (!byWish.has(wish)) byWish.set(wish, request)
  }
  return [...byWish.values()].slice(0, limit)
}
