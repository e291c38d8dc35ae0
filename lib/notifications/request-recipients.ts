import type { StoredEvent } from '../audit/index'
import type { Transaction } from '../db/client'
import type { SystemContext } from '../identity/index'
import { requestNews } from '../requests/index'
import type { RequestNews } from '../requests/index'
import { glassOf } from './glass'
import { isKeptOut } from './reader'
import { decidersOf, othersThan } from './readers'
import type { Addressees } from './readers'
import { threadReaders } from './thread-readers'

const NOBODY: readonly Addressees[] = []

/** Whom an event about a request is mail for, as things stand now. */
export async function addresseesOfRequest(
  tx: Transaction,
  { clouds }: SystemContext,
  event: StoredEvent,
): Promise<readonly Addressees[]> {
  const { requestId } = event.about
  if (requestId === undefined) return NOBODY
  switch (event.type) {
    case 'review.due':
    case 'review.overdue':
    case 'review.made':
      return onGlass(tx, event, requestId)
    case 'request.submitted':
    case 'request.reminded':
    case 'request.escalated':
    case 'request.narrowed':
    case 'request.commented':
    case 'request.approved':
    case 'request.denied':
    case 'request.lapsed':
    case 'decision.made':
    case 'decision.withdrawn': {
      const news = await requestNews(tx, clouds, requestId)
      return news === undefined ? NOBODY : onRequest(tx, news, event)
    }
    default:
      return NOBODY
  }
}

async function onRequest(
  tx: Transaction,
  news: RequestNews,
  event: StoredEvent,
): Promise<readonly Addressees[]> {
  switch (event.type) {
    case 'request.submitted':
    case 'request.reminded':
    case 'request.escalated':
      return wanted(news)
    case 'decision.made':
      return asksAnew(news, event) ? wanted(news) : NOBODY
    case 'decision.withdrawn':
      return isOpenAgain(news, event) ? wanted(news, event) : NOBODY
    case 'request.commented':
      return event.actor.kind === 'person'
        ? [{ kind: 'question', people: await threadReaders(tx, news, event.actor.personId) }]
        : NOBODY
    case 'request.narrowed':
      // Once it is decided, that mail says what became smaller.
      return news.summary.status === 'pending' ? requester(tx, news) : NOBODY
    default:
      // Of broken glass its review tells, whoever broke it too.
      return news.summary.kind === 'break-glass' ? NOBODY : requester(tx, news)
  }
}

function wanted({ open }: RequestNews, event?: StoredEvent): readonly Addressees[] {
  if (open === null) return NOBODY
  const deciders = decidersOf(open)
  const actor = event?.actor.kind === 'person' ? event.actor.personId : null
  return [{ kind: 'wanted', people: othersThan(deciders, { personId: actor, email: null }) }]
}

// Whoever decides next is asked once: at the decision that opened their stage, and again when it made the request smaller.
function asksAnew({ open, decisions }: RequestNews, { about, data }: StoredEvent): boolean {
  const decision = decisions.find(({ id }) => id === about.decisionId)
  return open !== null && (open.index > Number(data['stageIndex']) || (decision?.narrowed ?? null) !== null)
}

// One approval is missing where it was taken back: so it was met before, and nobody there was waited for.
function isOpenAgain({ open }: RequestNews, { data }: StoredEvent): boolean {
  return (
    data['because'] === 'asked' &&
    open !== null &&
    open.name === data['stageName'] &&
    open.required - open.approvals === 1
  )
}

async function requester(tx: Transaction, news: RequestNews): Promise<readonly Addressees[]> {
  return (await isKeptOut(tx, news.requester)) ? NOBODY : [{ kind: 'decided', people: [news.requester] }]
}

async function onGlass(
  tx: Transaction,
  { type, actor }: StoredEvent,
  requestId: string,
): Promise<readonly Addressees[]> {
  const glass = await glassOf(tx, requestId)
  if (glass === undefined) return NOBODY
  const { readers } = glass
  switch (type) {
    case 'review.overdue':
      return [{ kind: 'glass', people: readers.filter((one) => one.as === 'reviewer') }]
    case 'review.made': {
      const reviewer = { personId: actor.kind === 'person' ? actor.personId : null, email: null }
      return [{ kind: 'glass', people: othersThan(readers, reviewer) }]
    }
    default:
      return [{ kind: 'glass', people: readers }]
  }
}
