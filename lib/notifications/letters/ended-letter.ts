import type { GrantSummary } from '../../grants/schema'
import type { Letter } from '../../ports/letter'
import { utcMinute } from '../words'
import { BECAUSE_GRANTED, grantFacts, openGrant } from './facts'
import { capitalized, letterOf, subjectAbout } from './parts'

/** Who took a grant back, and why. */
type Revocation = { by: { name: string; handle: string } | null; comment: string | null }

/** To the requester: it is over, and how. */
export function endedLetter(grant: GrantSummary, revocation: Revocation, portalUrl: string): Letter {
  const endedAt = utcMinute(new Date(grant.endedAt ?? grant.endsAt))
  const isRevoked = grant.endReason === 'revoked'
  const { by, comment } = revocation
  return letterOf({
    subject: subjectAbout(
      `${isRevoked ? 'Revoked' : 'Ended'}: ${grant.entitlement.name}, `,
      grant.scopeLabel,
    ),
    heading: isRevoked ? 'Your access was taken back' : 'Your access has ended',
    paragraphs: [`${capitalized(grant.scopeInWords)}: ${howItEnded(grant, by?.name ?? null, endedAt)}`],
    quotes:
      isRevoked && by !== null && comment !== null
        ? [{ text: comment, by: `${by.name} (${by.handle})` }]
        : [],
    facts: [
      ...grantFacts(grant),
      { label: 'From', value: utcMinute(new Date(grant.startsAt)) },
      { label: 'Until', value: endedAt },
    ],
    action: openGrant(grant, portalUrl),
    because: BECAUSE_GRANTED,
  })
}

function howItEnded(grant: GrantSummary, by: string | null, endedAt: string): string {
  const planned = utcMinute(new Date(grant.endsAt))
  const early = `Nothing is issued any more; what was handed out before may work until ${planned}, the planned end.`
  switch (grant.endReason) {
    case 'relinquished':
      return `you ended it at ${endedAt}. ${early}`
    case 'revoked':
      return `${by === null ? 'it was taken back' : `${by} took it back`} at ${endedAt}. ${early}`
    default:
      return `it ended by itself at ${endedAt}.`
  }
}
