import type { Letter } from '../../ports/letter'
import type { PolicyReader } from '../policy-readers'
import { utcMinute } from '../words'
import { letterOf, subjectAbout } from './parts'

export type FailedPolicy = {
  entitlementId: string
  entitlementName: string
  /** Whose request showed it. */
  asker: string
  failures: readonly string[]
  at: Date
}

/** To administrators and owners: a condition cannot be evaluated, so everything that it judges is refused. */
export function policyFailedLetter(
  { entitlementId, entitlementName, asker, failures, at }: FailedPolicy,
  reader: PolicyReader['as'],
  portalUrl: string,
): Letter {
  const isAdministrator = reader === 'administrator'
  return letterOf({
    subject: subjectAbout('An approval policy cannot be evaluated: ', entitlementName),
    heading: `The approval policy of ${entitlementName} cannot be evaluated`,
    warning: 'Requests that it has to judge are refused until it is mended.',
    paragraphs: [
      `A request of ${asker} was refused at ${utcMinute(at)}, because a condition could not be evaluated.`,
      'Mend the condition in the catalogue’s files and test it with “daypass policy test”. While this goes on, you are told once an hour.',
    ],
    facts: [
      { label: 'Entitlement', value: entitlementName },
      { label: 'Id', value: entitlementId },
    ],
    code: { title: 'What failed', text: failures.join('\n') },
    action: isAdministrator
      ? { label: 'Open it in the catalogue', url: `${portalUrl}/admin/catalog/${entitlementId}` }
      : { label: 'Open Daypass', url: `${portalUrl}/` },
    because: isAdministrator ? 'you are an administrator.' : `you answer for ${entitlementName}.`,
  })
}
