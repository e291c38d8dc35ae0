import { entitlementLabelOf, envelopeSchema } from '../catalog/index'
import type { RequestKind } from '../catalog/index'
import { scopeSchema } from '../scopes/schema'
import { scopeInWords, scopeLabel } from '../scopes/words'
import { statusAt } from './machine'
import type { GrantSummary } from './schema'
import type { GrantRow } from './store'

/** A grant as lists show it; its status as of `now`. */
export function grantSummary(grant: GrantRow, now: Date): GrantSummary {
  const scope = scopeSchema.parse(grant.scope)
  const status = statusAt(grant, now)
  const isOver = status === 'ended'
  return {
    id: grant.id,
    requestId: grant.requestId,
    kind: grant.request.kind as RequestKind,
    status,
    endReason: isOver ? (grant.endReason ?? 'expired') : null,
    startsAt: grant.startsAt.toISOString(),
    endsAt: grant.endsAt.toISOString(),
    endedAt: isOver ? (grant.endedAt ?? grant.endsAt).toISOString() : null,
    person: { id: grant.person.id, name: grant.person.name, handle: grant.person.handle },
    entitlement: entitlementLabelOf(grant.entitlementVersion),
    scope,
    scopeLabel: scopeLabel(scope),
    scopeInWords: scopeInWords(scope),
    deliveries: envelopeSchema.parse(JSON.parse(grant.envelope)).deliveries,
    reason: grant.request.reason,
  }
}
