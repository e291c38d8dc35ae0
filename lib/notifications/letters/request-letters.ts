import type { GrantSummary } from '../../grants/schema'
import { durationInWords } from '../../kernel/durations'
import type { Letter } from '../../ports/letter'
import type { RequestNews } from '../../requests/index'
import type { DecisionView } from '../../requests/schema'
import { earlierInWords } from '../../requests/words'
import { utcMinute } from '../words'
import { plainLine } from '../plain'
import { capitalized, letterOf, nameInSubject, requestFacts, SUBJECT_CHARACTERS } from './parts'

const OUTLIVES =
  'What this gives can outlive the grant. The entitlement allows calls that leave access behind, such as assuming other roles or changing permissions. Ending the grant does not undo them.'

/** To an approver: everything needed to decide, and one link to the page where that is done. */
export function wantedLetter(news: RequestNews, stageName: string, portalUrl: string): Letter {
  const { summary, decisions } = news
  const { requester, entitlement, scopeInWords } = summary
  const duration = durationInWords(summary.durationMinutes)
  return letterOf({
    subject: wantedSubject(summary),
    heading: `${requester.name} asks for access for ${duration}`,
    warning: news.canOutlive ? OUTLIVES : null,
    paragraphs: [
      `${capitalized(scopeInWords)} for ${duration}, from approval.`,
      `The request waits at stage “${stageName}”, since ${utcMinute(new Date(summary.createdAt))}.`,
    ],
    quotes: [{ text: summary.reason, by: `${requester.name} (${requester.handle})` }, ...comments(decisions)],
    facts: [
      ...requestFacts(summary),
      { label: 'Delivery', value: news.deliveries },
      { label: 'Before this', value: earlierInWords(news.earlier, requester.name) },
      ...(decisions.length === 0
        ? []
        : [{ label: 'So far', value: decisions.map(decisionInWords).join('; ') }]),
    ],
    notes: [...news.notes, ...(news.sessionNote === null ? [] : [news.sessionNote])],
    code: { title: 'The session policy, as it will be sent', text: news.policyText },
    action: { label: 'Look at it and decide', url: `${portalUrl}/requests/${summary.id}` },
    because: `the approval policy of ${entitlement.name} names you as an approver.`,
  })
}

// What is asked for is cut last: who asks and for how long has to be seen too.
function wantedSubject({
  requester,
  entitlement,
  scopeLabel,
  durationMinutes,
}: RequestNews['summary']): string {
  const who = `${nameInSubject(requester.name)} asks for access: ${nameInSubject(entitlement.name)}, `
  const howLong = `, ${durationInWords(durationMinutes)}`
  const left = SUBJECT_CHARACTERS - Array.from(who + howLong).length
  return `${who}${plainLine(scopeLabel, left)}${howLong}`
}

/** To the requester: what became of the request. `grant` is what the approval opened. */
export function decidedLetter(news: RequestNews, grant: GrantSummary | null, portalUrl: string): Letter {
  const { summary, decisions } = news
  const { status, entitlement } = summary
  const last = decisions.at(-1)
  return letterOf({
    subject: `${capitalized(status)}: ${entitlement.name}, ${summary.scopeLabel}`,
    heading: `Your request was ${status === 'lapsed' ? 'not decided in time' : status}`,
    paragraphs: [
      `${capitalized(summary.scopeInWords)} for ${durationInWords(summary.durationMinutes)}.`,
      ...(last === undefined ? [] : [`${capitalized(decisionInWords(last))}.`]),
      ...outcomeInWords(news, grant),
    ],
    quotes: comments(decisions),
    facts: requestFacts(summary),
    action:
      grant === null
        ? { label: 'Open the request', url: `${portalUrl}/requests/${summary.id}` }
        : { label: 'Open the grant', url: `${portalUrl}/grants/${grant.id}` },
    because: 'you asked for this access.',
  })
}

function outcomeInWords({ summary }: RequestNews, grant: GrantSummary | null): string[] {
  if (summary.status === 'denied')
    return ['Nothing was granted. You can ask again, with what the answer asks for.']
  if (summary.status === 'lapsed')
    return ['Nobody decided in time, so nothing was granted. You can ask again.']
  if (grant === null) return []
  const until = utcMinute(new Date(grant.endsAt))
  if (grant.status === 'ended') return [`Your access has ended; it was planned until ${until}.`]
  if (grant.status === 'scheduled')
    return [`Your access starts at ${utcMinute(new Date(grant.startsAt))} and ends at ${until}.`]
  return [`Your access runs now and ends at ${until}. Its page has everything you can do with it.`]
}

function decisionInWords({ by, outcome, stageName }: DecisionView): string {
  return `${by.name} ${outcome === 'approve' ? 'approved' : 'denied'} at stage “${stageName}”`
}

function comments(decisions: readonly DecisionView[]): Letter['quotes'] {
  return decisions.flatMap((decision) =>
    decision.comment === null ? [] : [{ text: decision.comment, by: decisionInWords(decision) }],
  )
}
