import { envelopeSchema } from '../catalog/index'
import type { Question, RequestKind } from '../catalog/index'
import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { RequesterFacts } from '../identity/index'
import { scopeSchema } from '../scopes/schema'
import { findAsked } from './store'

/**
 * What a request asked for (or was narrowed to), as its policy judges it at the hour of the asking and, while it is pending,
 * at that of now; and whether those of the escalation may decide too.
 */
export async function whatWasAsked(
  tx: Transaction,
  requestId: string,
  requester: RequesterFacts,
): Promise<{ questions: readonly Question[]; escalated: boolean }> {
  const asked = await findAsked(tx, requestId)
  const terms = asked.narrowings.at(-1) ?? asked
  const { groups, managerHandle } = requester
  const question: Question = {
    kind: asked.kind as RequestKind,
    scope: scopeSchema.parse(terms.scope),
    startsAt: terms.startsAt,
    durationMinutes: terms.durationMinutes,
    deliveries: envelopeSchema.parse(JSON.parse(terms.envelope)).deliveries,
    reason: asked.reason,
    ticket: asked.ticket,
    requester: {
      handle: requester.handleIsUnique ? requester.handle : '',
      groups,
      managerHandle,
      signedInMinutesAgo: (asked.createdAt.getTime() - asked.authenticatedAt.getTime()) / 60_000,
    },
    extending: null,
    askedAt: asked.createdAt,
    now: asked.createdAt,
  }
  const isPending = asked.status === 'pending'
  return {
    questions: isPending ? [question, { ...question, now: await databaseNow(tx) }] : [question],
    escalated: asked.escalatedAt !== null,
  }
}
