import type { GrantSummary } from '../../grants/schema'
import { addMinutes, durationInWords } from '../../kernel/durations'
import type { Letter } from '../../ports/letter'
import type { Difference, RequestSummary } from '../../requests/schema'
import { linkOf } from '../link'
import { utcMinute } from '../words'

/** Why somebody is told of a grant of theirs. */
export const BECAUSE_GRANTED = 'this access was granted to you.'

/** What is asked for, as pages label it. `now` counts while it is not decided. */
export function requestFacts(request: RequestSummary, now: Date): Letter['facts'] {
  const { requester, entitlement, ticket, incident } = request
  return [
    { label: 'Person', value: `${requester.name} (${requester.handle})` },
    { label: 'Duration', value: lengthInWords(request, now) },
    { label: 'Ticket', value: ticket ?? 'none', ...linkOf(ticket) },
    ...(incident === null ? [] : [{ label: 'Incident', value: incident, ...linkOf(incident) }]),
    { label: 'Scope', value: request.scopeLabel },
    ...entitlementFacts(entitlement),
  ]
}

/** "2 h, from approval", "2 h, from 22 Nov 2026, 22:00 UTC to …", "2 h longer". */
export function lengthInWords(request: RequestSummary, now: Date): string {
  const { kind, durationMinutes } = request
  const duration = durationInWords(durationMinutes)
  return kind === 'extension' ? `${duration} longer` : `${duration}, ${windowInWords(request, now)}`
}

function windowInWords({ kind, status, startsAt, durationMinutes }: RequestSummary, now: Date): string {
  if (kind === 'break-glass') return 'at once'
  if (startsAt === null) return 'from approval'
  const start = new Date(startsAt)
  return status === 'pending' && start <= now
    ? `from approval, for the start that was asked for, ${utcMinute(start)}, has passed`
    : `from ${utcMinute(start)} to ${utcMinute(addMinutes(start, durationMinutes))}`
}

/** What an approver made smaller: "duration: 8 h → 2 h; start: at approval → 22 Nov 2026, 22:00 UTC". */
export function differencesInWords(differences: readonly Difference[]): string {
  return differences
    .map(({ what, from, to }) => `${what}: ${worded(what, from)} → ${worded(what, to)}`)
    .join('; ')
}

function worded(what: Difference['what'], text: string): string {
  const time = new Date(text)
  return what === 'start' && !Number.isNaN(time.getTime()) ? utcMinute(time) : text
}

/** What was granted, as pages label it. */
export function grantFacts(grant: GrantSummary): Letter['facts'] {
  return [{ label: 'Scope', value: grant.scopeLabel }, ...entitlementFacts(grant.entitlement)]
}

/** The link to a grant's page. */
export function openGrant({ id }: GrantSummary, portalUrl: string): Letter['action'] {
  return { label: 'Open the grant', url: `${portalUrl}/grants/${id}` }
}

function entitlementFacts(entitlement: RequestSummary['entitlement']): Letter['facts'] {
  return [
    { label: 'Entitlement', value: entitlement.name },
    { label: 'Account', value: `${entitlement.accountName} (${entitlement.accountId})` },
    { label: 'Role', value: entitlement.role },
  ]
}
