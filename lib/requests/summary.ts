import { entitlementLabelOf } from '../catalog/index'
import { scopeInWords, scopeLabel } from '../scopes/words'
import { requestStatusAt } from './machine'
import type { PersonView, RequestSummary } from './schema'
import type { RequestRow } from './store'
import { envelopeOf, termsOf } from './terms'

/** A request as lists show it; its status as of `now`, its terms as approvers narrowed them. */
export function requestSummary(request: RequestRow, now: Date): RequestSummary {
  const { current } = termsOf(request)
  const { scope, durationMinutes, startsAt } = current
  const status = requestStatusAt(request, now)
  const isOver = status !== 'pending'
  return {
    id: request.id,
    kind: request.kind,
    status,
    requester: personView(request.person),
    entitlement: entitlementLabelOf(request.entitlementVersion),
    scope,
    scopeLabel: scopeLabel(scope),
    scopeInWords: scopeInWords(scope),
    deliveries: envelopeOf(current).deliveries,
    durationMinutes,
    startsAt: startsAt?.toISOString() ?? null,
    reason: request.reason,
    ticket: request.ticket,
    incident: request.incident,
    createdAt: request.createdAt.toISOString(),
    closedAt: isOver ? (request.closedAt ?? request.lapsesAt).toISOString() : null,
    lapsesAt: isOver ? null : request.lapsesAt.toISOString(),
    grantId: request.grant?.id ?? request.extendsGrantId,
    narrowed: request.narrowings.length > 0,
  }
}

export function personView({ id, name, handle }: PersonView): PersonView {
  return { id, name, handle }
}
