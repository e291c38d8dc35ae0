import type { GrantSummary } from '../../grants/schema'
import type { Letter } from '../../ports/letter'
import { leftInWords, utcMinute } from '../words'
import { capitalized, grantFacts, letterOf, nameInSubject } from './parts'

const BECAUSE_YOURS = 'this access was granted to you.'

/** To the requester: their secret holds credentials now. */
export function readyLetter(
  grant: GrantSummary,
  secret: { name: string; readerRoleArn: string; worksUntil: Date },
  portalUrl: string,
): Letter {
  return letterOf({
    subject: `Ready: ${grant.entitlement.name}, secret ${secret.name}`,
    heading: 'Your secret is ready',
    paragraphs: [
      `The secret ${secret.name} holds credentials for ${grant.entitlement.name}. They work until ${utcMinute(secret.worksUntil)}.`,
    ],
    facts: [
      { label: 'Secret', value: secret.name },
      { label: 'Reader', value: secret.readerRoleArn },
      ...grantFacts(grant),
      { label: 'Grant ends', value: utcMinute(new Date(grant.endsAt)) },
    ],
    action: openGrant(grant, portalUrl),
    because: BECAUSE_YOURS,
  })
}

/** To the requester, shortly before the end. */
export function endingLetter(grant: GrantSummary, now: Date, portalUrl: string): Letter {
  const endsAt = new Date(grant.endsAt)
  return letterOf({
    subject: `Ends at ${utcMinute(endsAt)}: ${grant.entitlement.name}`,
    heading: `Your access ends in ${leftInWords(now, endsAt)}`,
    paragraphs: [
      `${capitalized(grant.scopeInWords)}: this ends at ${utcMinute(endsAt)}. From that second on every call is refused; a running transfer may finish.`,
      'Finish or save what you work on. If you need longer, ask again.',
    ],
    facts: grantFacts(grant),
    action: openGrant(grant, portalUrl),
    because: BECAUSE_YOURS,
  })
}

/** To the requester: it is over, and how. */
export function endedLetter(grant: GrantSummary, portalUrl: string): Letter {
  const endedAt = utcMinute(new Date(grant.endedAt ?? grant.endsAt))
  return letterOf({
    subject: `Ended: ${grant.entitlement.name}, ${grant.scopeLabel}`,
    heading: 'Your access has ended',
    paragraphs: [`${capitalized(grant.scopeInWords)}: ${howItEnded(grant, endedAt)}`],
    facts: [
      ...grantFacts(grant),
      { label: 'From', value: utcMinute(new Date(grant.startsAt)) },
      { label: 'Until', value: endedAt },
    ],
    action: openGrant(grant, portalUrl),
    because: BECAUSE_YOURS,
  })
}

/** To the owners of the entitlement, or to the requester: a secret could not be delivered. */
export function undeliveredLetter(
  grant: GrantSummary,
  failure: { name: string; code: string; sentence: string },
  reader: 'owner' | 'requester',
  portalUrl: string,
): Letter {
  const { name } = grant.entitlement
  return letterOf({
    subject: `Delivery failed: ${nameInSubject(name)} for ${nameInSubject(grant.person.name)}`,
    heading: `A secret for ${grant.person.name} could not be delivered`,
    paragraphs: [
      `The secret ${failure.name} does not hold credentials for ${name}: ${failure.sentence}`,
      reader === 'owner'
        ? `Once the cause is mended, ${grant.person.name} can have it delivered again from the grant’s page.`
        : `The owners of ${name} are told too. Once the cause is mended, deliver again from the grant’s page.`,
    ],
    facts: [
      { label: 'Secret', value: failure.name },
      { label: 'Code', value: failure.code },
      { label: 'Person', value: `${grant.person.name} (${grant.person.handle})` },
      ...grantFacts(grant),
      { label: 'Grant ends', value: utcMinute(new Date(grant.endsAt)) },
    ],
    action: openGrant(grant, portalUrl),
    because: reader === 'owner' ? `you answer for ${name}.` : BECAUSE_YOURS,
  })
}

function howItEnded(grant: GrantSummary, endedAt: string): string {
  const planned = utcMinute(new Date(grant.endsAt))
  const early = `Nothing is issued any more; what was handed out before may work until ${planned}, the planned end.`
  switch (grant.endReason) {
    case 'relinquished':
      return `you ended it at ${endedAt}. ${early}`
    case 'revoked':
      return `it was taken back at ${endedAt}. ${early}`
    default:
      return `it ended by itself at ${endedAt}.`
  }
}

function openGrant(grant: GrantSummary, portalUrl: string): Letter['action'] {
  return { label: 'Open the grant', url: `${portalUrl}/grants/${grant.id}` }
}
