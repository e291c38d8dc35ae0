import { envelopeSchema } from '../catalog/index'
import type { Question, RequestKind } from '../catalog/index'
import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { RequesterFacts } from '../identity/index'
import { scopeSchema } from '../scopes/schema'
import { findAsked } from './store'

/** What a request asked for (or was narrowed to), as its policy judges it now, who has decided on it, and whether others may too. */
export async function whatWasAsked(
  tx: Transaction,
  requestId: string,
  requester: RequesterFacts,
): Promise<{ question: Question; deciderIds: readonly string[]; escalated: boolean }> {
  const asked = await findAsked(tx, requestId)
  const terms = asked.narrowings.at(-1) ?? asked
  const { groups, managerHandle } = requester
  return {
    deciderIds: asked.decisions.map(({ personId }) => personId),
    escalated: asked.escalatedAt !== null,
    question: {
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
      now: await databaseNow(tx),
    },
  }
}
