import type { GrantSummary } from '../../grants/schema'
import type { Letter } from '../../ports/letter'
import type { RequestNews } from '../../requests/index'
import { utcMinute } from '../words'
import { comments, decisionInWords, standing } from './decisions'
import { differencesInWords, lengthInWords, requestFacts } from './facts'
import { capitalized, letterOf, subjectAbout } from './parts'

/** A request as its requester is told of it. `grant` is what it opened, or what an extension makes longer. */
export type Told = { news: RequestNews; grant: GrantSummary | null; now: Date }

const BECAUSE_ASKED = 'you asked for this access.'

/** To the requester: what became of the request. `rules` are those that approved without anybody being asked. */
export function decidedLetter(told: Told, rules: readonly string[], portalUrl: string): Letter {
  const { news, grant, now } = told
  const { summary, differences } = news
  const { status, entitlement, kind } = summary
  const decisions = standing(news.decisions)
  const last = decisions.at(-1)
  const what = kind === 'extension' ? 'extension' : 'request'
  const isOver = status === 'denied' || status === 'lapsed'
  return letterOf({
    subject: subjectAbout(
      `${capitalized(status)}: ${kind === 'extension' ? 'longer access to ' : ''}${entitlement.name}, `,
      summary.scopeLabel,
    ),
    heading: `Your ${what} was ${status === 'lapsed' ? 'not decided in time' : status}`,
    paragraphs: [
      `${capitalized(summary.scopeInWords)} for ${lengthInWords(summary, now)}.`,
      ...(rules.length === 0 ? [] : [`Approved at once by ${rulesInWords(rules)}: nobody had to be asked.`]),
      ...(last === undefined || rules.length > 0 ? [] : [`${capitalized(decisionInWords(last))}.`]),
      ...(differences.length === 0
        ? []
        : [`It was made smaller. ${capitalized(differencesInWords(differences))}.`]),
      ...outcomeInWords(told),
    ],
    quotes: comments(decisions),
    facts: requestFacts(summary, now),
    action:
      isOver || grant === null
        ? {
            label: isOver ? 'Open it, and ask again' : 'Open the request',
            url: `${portalUrl}/requests/${summary.id}`,
          }
        : { label: 'Open the grant', url: `${portalUrl}/grants/${grant.id}` },
    because: BECAUSE_ASKED,
  })
}

/** To the requester, while others still decide: what an approver made smaller. */
export function narrowedLetter({ news, now }: Told, by: string, portalUrl: string): Letter {
  const { summary, decisions, differences } = news
  return letterOf({
    subject: subjectAbout(`Narrowed: ${summary.entitlement.name}, `, summary.scopeLabel),
    heading: `${by} approved less than you asked for`,
    paragraphs: [
      `It was made smaller. ${capitalized(differencesInWords(differences))}.`,
      `${capitalized(summary.scopeInWords)} for ${lengthInWords(summary, now)}: this is what is decided on from now on. It still waits for approval.`,
      'If that is of no use to you, cancel it and ask again.',
    ],
    quotes: comments(standing(decisions)),
    facts: requestFacts(summary, now),
    action: { label: 'Open the request', url: `${portalUrl}/requests/${summary.id}` },
    because: BECAUSE_ASKED,
  })
}

function outcomeInWords({ news: { summary }, grant }: Told): string[] {
  const isExtension = summary.kind === 'extension'
  if (summary.status === 'denied' || summary.status === 'lapsed') {
    const why = summary.status === 'lapsed' ? 'Nobody decided in time, so nothing' : 'Nothing'
    const nothing = `${why} was ${isExtension ? 'made longer' : 'granted'}.`
    const again = `You can ask again${summary.status === 'denied' ? ', with what the answer asks for' : ''}.`
    return [isExtension ? `${nothing} ${endInWords(grant)}` : `${nothing} ${again}`]
  }
  if (grant === null) return []
  const until = utcMinute(new Date(grant.endsAt))
  if (grant.status === 'ended') return [`Your access has ended; it was planned until ${until}.`]
  if (isExtension)
    return [
      `Your access runs on and ends at ${until}. What was handed out before keeps its old end: open the console or the terminal again to go on.`,
    ]
  if (grant.status === 'scheduled')
    return [`Your access opens at ${utcMinute(new Date(grant.startsAt))} and ends at ${until}.`]
  return [`Your access runs now and ends at ${until}. Its page has everything you can do with it.`]
}

function endInWords(grant: GrantSummary | null): string {
  return grant === null || grant.status === 'ended'
    ? 'Your access has ended.'
    : `Your access keeps its end, ${utcMinute(new Date(grant.endsAt))}.`
}

function rulesInWords(rules: readonly string[]): string {
  const names = rules.map((rule) => `“${rule}”`).join(' and ')
  return `the ${rules.length === 1 ? 'rule' : 'rules'} ${names}`
}
