import type { FoundEvent } from '../audit/index'
import { entitlementLabelOf } from '../catalog/index'
import type { RequestKind } from '../catalog/index'
import { scopeSchema } from '../scopes/schema'
import { scopeLabel } from '../scopes/words'
import { sessionView } from '../sessions/index'
import type { SessionWithGrant } from '../sessions/index'
import type { EventRow, SessionRow, TimelineEntry } from './schema'
import { actorName, eventQuote, eventSentence } from './words'

export function timelineEntry({ event }: FoundEvent): TimelineEntry {
  return {
    id: event.id,
    at: event.occurredAt,
    type: event.type,
    sentence: eventSentence(event),
    actorName: actorName(event),
    quote: eventQuote(event),
  }
}

export function eventRow(found: FoundEvent): EventRow {
  return { ...timelineEntry(found), about: idsOf(found), canonical: found.canonical }
}

export function sessionRow({ person, grant, ...session }: SessionWithGrant): SessionRow {
  return {
    ...sessionView(session, grant.endsAt),
    kind: grant.request.kind as RequestKind,
    person,
    entitlement: entitlementLabelOf(grant.entitlementVersion),
    scopeLabel: scopeLabel(scopeSchema.parse(grant.scope)),
  }
}

function idsOf({ event }: FoundEvent): Record<string, string> {
  return Object.fromEntries(
    Object.entries(event.about).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
