import { isApproverInPrinciple, pinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { delegatorsOf, isSameHuman, requesterFactsOf } from '../identity/index'
import type { NamedPerson, RequesterFacts } from '../identity/index'
import { findRequest, messagesOn } from '../requests/index'
import type { RequestNews } from '../requests/index'
import { decidersOf, othersThan } from './readers'
import { isKeptOut } from './reader'

const MESSAGES_AT_MOST = 200

/** Somebody who reads along on a request. */
export type ThreadReader = NamedPerson & { as: 'requester' | 'approver' }

/**
 * Who is told of a message on a request: from its requester, whoever can decide now and the approvers who wrote before;
 * from an approver, the requester and the other approvers who wrote. Never its author, nor an approver who is none any more.
 */
export async function threadReaders(
  tx: Transaction,
  { summary, requester, open }: RequestNews,
  authorId: string,
): Promise<ThreadReader[]> {
  const author = await requesterFactsOf(tx, authorId)
  const writers = await writersOn(tx, summary.id, requester.personId)
  const approver = (person: NamedPerson): ThreadReader => ({ ...person, as: 'approver' })
  if (isSameHuman(author, requester)) {
    const deciders = open === null ? [] : decidersOf(open)
    const others = writers.filter((one) => !deciders.some(({ personId }) => personId === one.personId))
    return othersThan([...deciders, ...others].map(approver), author)
  }
  const asker: ThreadReader[] = (await isKeptOut(tx, requester)) ? [] : [{ ...requester, as: 'requester' }]
  return othersThan([...asker, ...writers.map(approver)], author)
}

async function writersOn(tx: Transaction, requestId: string, requesterId: string): Promise<NamedPerson[]> {
  const request = await findRequest(tx, requestId)
  if (request === null) return []
  const { entitlementId, entitlementVersionId } = request
  const entitlement = await pinnedEntitlement(tx, entitlementId, entitlementVersionId)
  const requester = await requesterFactsOf(tx, requesterId)
  const messages = await messagesOn(tx, requestId, MESSAGES_AT_MOST)
  const authors = new Map(messages.map(({ person }) => [person.id, person]))
  authors.delete(requesterId)
  const found: NamedPerson[] = []
  for (const { id, name } of authors.values()) {
    const facts = await requesterFactsOf(tx, id)
    if (facts.suspended) continue
    const standsFor = (await delegatorsOf(tx, id)).filter((one) => !isSameHuman(one, requester))
    const isApprover = [facts, ...standsFor].some((one) =>
      isApproverInPrinciple(one, entitlement, requester.managerHandle),
    )
    if (isApprover) found.push(named(facts, name))
  }
  return found
}

function named({ personId, handle, email }: RequesterFacts, name: string): NamedPerson {
  return { personId, name, handle, email }
}
