import type { GrantSummary } from '../../grants/schema'
import type { Letter } from '../../ports/letter'
import { leftInWords, utcMinute } from '../words'
import { BECAUSE_GRANTED, grantFacts, openGrant } from './facts'
import { capitalized, letterOf, nameInSubject, subjectAbout } from './parts'

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
    because: BECAUSE_GRANTED,
  })
}

/** To the requester, shortly before the end. */
export function endingLetter(
  grant: GrantSummary,
  { now, extensible }: { now: Date; extensible: boolean },
  portalUrl: string,
): Letter {
  const endsAt = new Date(grant.endsAt)
  return letterOf({
    subject: `Ends at ${utcMinute(endsAt)}: ${grant.entitlement.name}`,
    heading: `Your access ends in ${leftInWords(now, endsAt)}`,
    paragraphs: [
      `${capitalized(grant.scopeInWords)}: this ends at ${utcMinute(endsAt)}. From that second on every call is refused; a running transfer may finish.`,
      extensible
        ? 'Finish or save what you work on. If you need longer, ask for an extension on its page before it ends.'
        : 'Finish or save what you work on. If you need longer, ask again.',
    ],
    facts: grantFacts(grant),
    action: openGrant(grant, portalUrl),
    because: BECAUSE_GRANTED,
  })
}

/** To the requester, at the start that was planned: it is open, or why nothing is issued. */
export function startedLetter(grant: GrantSummary, stopped: string | null, portalUrl: string): Letter {
  const until = utcMinute(new Date(grant.endsAt))
  const isOpen = stopped === null
  return letterOf({
    subject: subjectAbout(
      `${isOpen ? 'Started' : 'Started, but nothing is issued'}: ${nameInSubject(grant.entitlement.name)}, `,
      grant.scopeLabel,
    ),
    heading: isOpen ? 'Your access is open' : 'Your access has started, but nothing is issued',
    paragraphs: [
      `${capitalized(grant.scopeInWords)}: from ${utcMinute(new Date(grant.startsAt))} until ${until}.`,
      isOpen
        ? 'Its page has everything you can do with it.'
        : `Why: ${stopped} Administrators see it on their list; ask them, or whoever answers for ${grant.entitlement.name}.`,
    ],
    facts: grantFacts(grant),
    action: openGrant(grant, portalUrl),
    because: BECAUSE_GRANTED,
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
    because: reader === 'owner' ? `you answer for ${name}.` : BECAUSE_GRANTED,
  })
}
