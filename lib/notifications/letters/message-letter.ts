import type { Letter } from '../../ports/letter'
import type { Told } from './decided-letter'
import { lengthInWords, requestFacts } from './facts'
import { capitalized, letterOf, nameInSubject, subjectAbout } from './parts'

/** To the other side of a request: what somebody wrote on it, word for word. */
export function messageLetter(
  { news, now }: Told,
  message: { by: string; handle: string; body: string },
  reader: 'requester' | 'approver',
  portalUrl: string,
): Letter {
  const { summary } = news
  const { requester, entitlement } = summary
  const whose = reader === 'requester' ? 'your request' : `the request of ${requester.name}`
  return letterOf({
    subject: subjectAbout(
      `${nameInSubject(message.by)} wrote: ${nameInSubject(entitlement.name)}, `,
      summary.scopeLabel,
    ),
    heading: `${message.by} wrote on ${whose}`,
    paragraphs: [
      `${capitalized(summary.scopeInWords)} for ${lengthInWords(summary, now)}.`,
      'Answer on the request’s page: everybody who decides on it reads it there.',
    ],
    quotes: [{ text: message.body, by: `${message.by} (${message.handle})` }],
    facts: requestFacts(summary, now),
    action: { label: 'Open the request', url: `${portalUrl}/requests/${summary.id}` },
    because:
      reader === 'requester'
        ? 'you asked for this access.'
        : `you decide on requests for ${entitlement.name}, or wrote on this one.`,
  })
}
