import { readEvent } from '../audit/index'
import { composeAboutGlass } from './compose-about-glass'
import { composeAboutGrant } from './compose-about-grant'
import { composeAboutPolicy } from './compose-about-policy'
import { composeAboutRequest } from './compose-about-request'
import type { Composing } from './composing'
import type { Composed } from './reader'

/**
 * What a mail says, from what is true now; null when there is nothing to say any more: the request was decided, the grant
 * is over, somebody else is waited for, or its reader is not one of those any more whom it is meant for.
 */
export async function compose(mailing: Omit<Composing, 'event'>): Promise<Composed | null> {
  const { tx, mail } = mailing
  const event = await readEvent(tx, mail.eventId)
  if (event === undefined) return null
  const composing = { ...mailing, event }
  switch (mail.kind) {
    case 'wanted':
    case 'decided':
    case 'question':
      return composeAboutRequest(composing)
    case 'glass':
      return composeAboutGlass(composing)
    case 'policy':
      return composeAboutPolicy(composing)
    default:
      return composeAboutGrant(composing)
  }
}
