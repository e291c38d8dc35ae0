import type { Delivery } from '@/lib/scopes/deliveries'
import type { Scope } from '@/lib/scopes/schema'

/** A wish to fill the request form with. */
export type Prefill = {
  entitlementId: string
  scope: Scope
  durationMinutes: number
  deliveries: readonly Delivery[]
  /** ISO 8601; null or left out: as soon as approved. */
  startsAt?: string | null
  reason?: string
  ticket?: string | null
}

/**
 * The request form filled in with a wish: for runbooks, favourites and asking again. It is a draft, judged like anything
 * typed, and never sent by itself. Break-glass cannot be put into it: that is chosen by hand.
 */
export function prefillPath(wish: Prefill): string {
  const { entitlementId, scope, durationMinutes, deliveries, startsAt, reason, ticket } = wish
  const fields = new URLSearchParams()
  if (scope.kind === 's3') {
    fields.set('bucket', scope.bucket)
    fields.set('prefix', scope.prefix)
    fields.set('level', scope.level)
    if (scope.delete) fields.set('delete', 'yes')
  }
  fields.set('minutes', String(durationMinutes))
  if (startsAt) fields.set('start', startsAt)
  fields.set('deliveries', deliveries.join(','))
  if (reason) fields.set('reason', reason)
  if (ticket) fields.set('ticket', ticket)
  return `/request/${entitlementId}?${fields.toString()}`
}
