import { readEvent } from '../audit/index'
import type { Transaction } from '../db/client'
import { findGrant, grantSummary } from '../grants/index'
import type { NamedPerson, SystemContext } from '../identity/index'
import type { Letter } from '../ports/letter'
import { requestNews } from '../requests/index'
import { endedLetter, endingLetter, readyLetter, undeliveredLetter } from './letters/grant-letters'
import { decidedLetter, wantedLetter } from './letters/request-letters'
import type { MailRow } from './mail-store'
import { holder, owners } from './recipients'
import { deliveryFailure, deliveredSecret } from './secret-news'

type Composing = { tx: Transaction; ctx: SystemContext; mail: MailRow; now: Date }

/** What a mail says, and where its reader is reached now. */
export type Composed = { letter: Letter; address: string }

/**
 * What a mail says, from what is true now; null when there is nothing to say any more: the request was decided, the grant
 * is over, somebody else is waited for, or its reader is not one of those any more whom it is meant for.
 */
export async function compose(composing: Composing): Promise<Composed | null> {
  const { kind } = composing.mail
  return kind === 'wanted' || kind === 'decided' ? aboutRequest(composing) : aboutGrant(composing)
}

async function aboutRequest({ tx, ctx, mail, now }: Composing): Promise<Composed | null> {
  const news = mail.requestId === null ? undefined : await requestNews(tx, ctx.clouds, mail.requestId)
  if (news === undefined) return null
  if (mail.kind === 'decided') {
    const grant = news.summary.grantId === null ? null : await findGrant(tx, news.summary.grantId)
    const letter = decidedLetter(news, grant === null ? null : grantSummary(grant, now), ctx.portalUrl)
    return to(readerAmong([news.requester], mail), letter)
  }
  if (news.open === null) return null
  return to(readerAmong(news.open.approvers, mail), wantedLetter(news, news.open.name, ctx.portalUrl))
}

async function aboutGrant({ tx, ctx, mail, now }: Composing): Promise<Composed | null> {
  const row = mail.grantId === null ? null : await findGrant(tx, mail.grantId)
  if (row === null) return null
  const grant = grantSummary(row, now)
  const requester = readerAmong([holder(row)], mail)
  if (mail.kind === 'ended')
    return grant.status === 'ended' ? to(requester, endedLetter(grant, ctx.portalUrl)) : null
  const event = await readEvent(tx, mail.eventId)
  if (grant.status === 'ended' || event === undefined) return null
  switch (mail.kind) {
    case 'ending':
      // Another end than the one to be reminded of has an event, and so a reminder, of its own.
      return event.data['endsAt'] === grant.endsAt
        ? to(requester, endingLetter(grant, now, ctx.portalUrl))
        : null
    case 'ready': {
      const secret = deliveredSecret(event)
      return secret === undefined ? null : to(requester, readyLetter(grant, secret, ctx.portalUrl))
    }
    case 'undelivered': {
      const failure = deliveryFailure(event)
      if (failure === undefined) return null
      if (requester !== undefined)
        return to(requester, undeliveredLetter(grant, failure, 'requester', ctx.portalUrl))
      const owner = readerAmong(await owners(tx, row), mail)
      return to(owner, undeliveredLetter(grant, failure, 'owner', ctx.portalUrl))
    }
    default:
      return null
  }
}

/**
 * Who a mail's reader is among those whom it is meant for now: the person it was written to; by handle or address, where
 * that had not signed in then, or another account has the same address.
 */
function readerAmong(people: readonly NamedPerson[], mail: MailRow): NamedPerson | undefined {
  const { personId, name, address } = mail
  return (
    people.find((person) => (personId === null ? person.handle === name : person.personId === personId)) ??
    people.find(({ email }) => email?.toLowerCase() === address.toLowerCase())
  )
}

function to(reader: NamedPerson | undefined, letter: Letter): Composed | null {
  const address = reader?.email ?? null
  return address === null ? null : { letter, address }
}
