import { entitlementLabelOf, envelopeSchema } from '../catalog/index'
import { scopeSchema } from '../scopes/schema'
import { scopeInWords, scopeLabel } from '../scopes/words'
import type { DecisionView, RequestSummary } from './schema'
import type { RequestRow } from './store'

/** A request as lists show it. */
export function requestSummary(request: RequestRow): RequestSummary {
  const scope = scopeSchema.parse(request.scope)
  return {
    id: request.id,
    status: request.status,
    requester: { id: request.person.id, name: request.person.name, handle: request.person.handle },
    entitlement: entitlementLabelOf(request.entitlementVersion),
    scope,
    scopeLabel: scopeLabel(scope),
    scopeInWords: scopeInWords(scope),
    deliveries: envelopeSchema.parse(JSON.parse(request.envelope)).deliveries,
    durationMinutes: request.durationMinutes,
    reason: request.reason,
    ticket: request.ticket,
    createdAt: request.createdAt.toISOString(),
    closedAt: request.closedAt?.toISOString() ?? null,
    grantId: request.grant?.id ?? null,
  }
}

/** The decisions on a request, oldest first, with the names of the stages they were made at. */
export function decisionViews(
  request: Pick<RequestRow, 'decisions'>,
  stageNames: readonly string[],
): DecisionView[] {
  return request.decisions.map((decision) => ({
    id: decision.id,
    by: { id: decision.person.id, name: decision.person.name, handle: decision.person.handle },
    outcome: decision.outcome,
    comment: decision.comment,
    stageName: stageNames[decision.stageIndex] ?? '',
    decidedAt: decision.decidedAt.toISOString(),
  }))
}
