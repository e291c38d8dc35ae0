import type { Call } from '../call'
import { element, type XmlElement } from '../xml'

/** Needs no permission and cannot be denied: STS API reference, GetCallerIdentity. */
export function getCallerIdentity({ caller }: Call): XmlElement[] {
  const { arn, userId, accountId } = caller.principal
  return [element('Arn', arn), element('UserId', userId), element('Account', accountId)]
}
