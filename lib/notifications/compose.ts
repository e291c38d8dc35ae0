import { readEvent } from '../audit/index'
import type { Transaction } from '../db/client'
import { findGrant, grantSummary } from '../grants/index'
import type { GrantSummary } from '../grants/schema'
import type { SystemContext } from '../identity/index'
import type { Letter } from '../ports/letter'
import { requestNews } from '../requests/index'
import { endedLetter, endingLetter, readyLetter, undeliveredLetter } from './letters/grant-letters'
import { decidedLetter, wantedLetter } from './letters/request-letters'
import type { MailRow } from './mail-store'
import { deliveryFailure, deliveredSecret } from './secret-news'

type Composing = { tx: Transaction; ctx: SystemContext; mail: MailRow; now: Date }

/**
 * What a mail says, from what is true now; null when there is nothing to say any more: the request was decided, the grant
 * is over, somebody else is waited for.
 */
export async function compose(composing: Composing): Promise<Letter | null> {
  const { kind } = composing.mail
  return kind === 'wanted' || kind === 'decided' ? aboutRequest(composing) : aboutGrant(composing)
}

async function aboutRequest({ tx, ctx, mail, now }: Composing): Promise<Letter | null> {
  const news = mail.requestId === null ? undefined : await requestNews(tx, ctx.clouds, mail.requestId)
  if (news === undefined) return null
  if (mail.kind === 'decided') {
    const grant = await grantOf(tx, news.summary.grantId, now)
    return decidedLetter(news, grant, ctx.portalUrl)
  }
  const isWaitedFor = news.open?.approvers.some((person) => isReader(person, mail)) ?? false
  return news.open === null || !isWaitedFor ? null : wantedLetter(news, news.open.name, ctx.portalUrl)
}

async function aboutGrant({ tx, ctx, mail, now }: Composing): Promise<Letter | null> {
  const grant = await grantOf(tx, mail.grantId, now)
  if (grant === null) return null
  if (mail.kind === 'ended') return grant.status === 'ended' ? endedLetter(grant, ctx.portalUrl) : null
  const event = await readEvent(tx, mail.eventId)
  if (grant.status === 'ended' || event === undefined) return null
  switch (mail.kind) {
    case 'ending':
      // Another end than the one to be reminded of has an event, and so a reminder, of its own.
      return event.data['endsAt'] === grant.endsAt ? endingLetter(grant, now, ctx.portalUrl) : null
    case 'ready': {
      const secret = deliveredSecret(event)
      return secret === undefined ? null : readyLetter(grant, secret, ctx.portalUrl)
    }
    case 'undelivered': {
      const failure = deliveryFailure(event)
      return failure === undefined
        ? null
        : undeliveredLetter(grant, failure, readerOf(mail, grant), ctx.portalUrl)
    }
    default:
      return null
  }
}

async function grantOf(tx: Transaction, id: string | null, now: Date): Promise<GrantSummary | null> {
  const grant = id === null ? null : await findGrant(tx, id)
  return grant === null ? null : grantSummary(grant, now)
}

function isReader(person: { personId: string | null; email: string | null }, mail: MailRow): boolean {
  if (person.personId !== null && person.personId === mail.personId) return true
  return person.email?.toLowerCase() === mail.address.toLowerCase()
}

function readerOf(mail: MailRow, grant: GrantSummary): 'owner' | 'requester' {
  return mail.personId === grant.person.id ? 'requester' : 'owner'
}
