import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import type { Evaluation } from '../catalog/index'
import type { Transaction } from '../db/client'
import { extendGrant, openGrant } from '../grants/index'
import { requestEvents } from './events'
import type { JudgedRequest } from './judge'
import { alreadyClosed } from './refusals'
import { moveRequest } from './store'
import type { Terms } from './terms'

/** The rules that approve at once, by name. */
export function approvingRules({ spoke }: Pick<Evaluation, 'spoke'>): string[] {
  return spoke.filter(({ effects }) => effects.includes('approves at once')).map(({ name }) => name)
}

/**
 * Approves a request that has everything it needs, and opens its grant or moves the end of the one it extends, in the
 * caller's transaction. The move is guarded: one wins (invariant 6). Returns the grant's id.
 */
export async function settleApproved(
  tx: Transaction,
  actor: EventActor,
  { request, envelope, now, evaluation }: JudgedRequest,
  terms: Terms,
): Promise<string> {
  if (!(await moveRequest(tx, request.id, 'approve', now))) throw alreadyClosed(request)
  const byRules = evaluation.autoApproved ? approvingRules(evaluation) : []
  await append(tx, requestEvents.closed(now, actor, request, 'approved', byRules))
  const { id: requestId, personId, entitlementId, entitlementVersionId, extendsGrantId } = request
  const { scope, startsAt, durationMinutes } = terms
  if (extendsGrantId !== null) {
    await extendGrant(tx, actor, { grantId: extendsGrantId, requestId, durationMinutes })
    return extendsGrantId
  }
  const { grantId } = await openGrant(tx, now, actor, {
    ...{ requestId, personId, entitlementId, entitlementVersionId, scope, startsAt, durationMinutes },
    accountId: envelope.account.accountId,
    envelope: terms.envelope,
    envelopeHash: terms.envelopeHash,
  })
  return grantId
}
