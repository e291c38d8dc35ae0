import { findGrant, grantSummary } from '../grants/index'
import { requestNews } from '../requests/index'
import type { RequestNews } from '../requests/index'
import type { Composing } from './composing'
import { decidedLetter, narrowedLetter } from './letters/decided-letter'
import { messageLetter } from './letters/message-letter'
import { wantedLetter } from './letters/wanted-letter'
import type { Occasion } from './letters/wanted-letter'
import { readerAmong, to } from './reader'
import type { Composed } from './reader'
import { decidersOf } from './readers'
import { threadReaders } from './thread-readers'

/** What is said of a request to whoever decides on it, and to whoever asked. */
export async function composeAboutRequest(composing: Composing): Promise<Composed | null> {
  const { tx, ctx, mail, event, now } = composing
  const news = mail.requestId === null ? undefined : await requestNews(tx, ctx.clouds, mail.requestId)
  if (news === undefined) return null
  const { summary, open } = news
  const row = summary.grantId === null ? null : await findGrant(tx, summary.grantId)
  const told = { news, grant: row === null ? null : grantSummary(row, now), now }
  // An extension stands among the mails of the grant that it makes longer.
  const threadId = row?.requestId ?? summary.id
  if (mail.kind === 'wanted') {
    const reader = open === null ? undefined : readerAmong(decidersOf(open), mail)
    if (open === null || reader === undefined) return null
    const asked = { ...told, stage: open, reader, occasion: occasionOf(composing, news) }
    return to(tx, reader, wantedLetter(asked, ctx.portalUrl), threadId)
  }
  if (mail.kind === 'question') {
    if (event.actor.kind !== 'person') return null
    const reader = readerAmong(await threadReaders(tx, news, event.actor.personId), mail)
    // Whoever would decide has nothing to answer once it is decided.
    if (reader === undefined || (reader.as === 'approver' && summary.status !== 'pending')) return null
    const body = typeof event.data['body'] === 'string' ? event.data['body'] : ''
    const message = { by: event.actor.name, handle: event.actor.handle, body }
    return to(tx, reader, messageLetter(told, message, reader.as, ctx.portalUrl), threadId)
  }
  const reader = readerAmong([news.requester], mail)
  if (event.type === 'request.narrowed') {
    if (summary.status !== 'pending') return null
    return to(tx, reader, narrowedLetter(told, actorName(composing), ctx.portalUrl), threadId)
  }
  return to(tx, reader, decidedLetter(told, rulesOf(composing), ctx.portalUrl), threadId)
}

function occasionOf(composing: Composing, { decisions }: RequestNews): Occasion {
  const { event } = composing
  const decision = decisions.find(({ id }) => id === event.about.decisionId)
  switch (event.type) {
    case 'request.reminded':
      return { what: 'reminded' }
    case 'request.escalated':
      return { what: 'escalated' }
    case 'decision.withdrawn':
      return { what: 'withdrawn', by: actorName(composing) }
    default:
      return (decision?.narrowed ?? null) === null
        ? { what: 'asked' }
        : { what: 'narrowed', by: actorName(composing) }
  }
}

function actorName({ event }: Composing): string {
  return event.actor.kind === 'person' ? event.actor.name : 'An approver'
}

/** The rules that approved without anybody being asked. */
function rulesOf({ event }: Composing): string[] {
  const { byRules } = event.data
  return Array.isArray(byRules) ? byRules.filter((rule) => typeof rule === 'string') : []
}
