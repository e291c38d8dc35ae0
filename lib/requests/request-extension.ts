import { z } from 'zod'
import { isStillEligible, pinnedEntitlement } from '../catalog/index'
import type { PinnedEntitlement, Question } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { isNamedApproverOf, lockGrant, statusAt } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { authorize, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { ask, firstResult, inputHashOf, lineText, reasonText, requesterOf } from './ask'
import type { AskedRequest } from './ask'
import { extendingOf } from './extending'
import { tellingOfFailures } from './policy-failure'
import { pendingExtension } from './store'
import { envelopeOf, readTerms } from './terms'

const extensionInput = z.strictObject({
  id: callerId,
  grantId: anyId,
  /** How much longer. */
  durationMinutes: z.number('Give the duration in whole minutes.'),
  reason: reasonText,
  ticket: lineText('A ticket'),
})

/**
 * Asks for a later end of a running grant, by the grant's own version of the entitlement and the current one: the same
 * policy decides. Nothing of the grant changes until it is approved. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`,
 * `ERR_GRANT_NOT_LIVE`, `ERR_REQUEST_REFUSED` with every problem at its field, `ERR_ID_TAKEN`, `ERR_SECRET_HELD`.
 */
export const requestExtension = verb(
  'request-extension',
  extensionInput,
  (ctx: Context, input): Promise<AskedRequest> =>
    tellingOfFailures(ctx, () => ctx.inTransaction((tx) => extend(tx, ctx, input))),
)

async function extend(
  tx: Transaction,
  ctx: Context,
  input: z.output<typeof extensionInput>,
): Promise<AskedRequest> {
  const { id, grantId } = input
  const inputHash = inputHashOf(input)
  const before = await firstResult(tx, ctx, { id, inputHash })
  if (before !== undefined) return before
  const { grant, entitlement } = await ownRunningGrant(tx, ctx, grantId)
  // The grant is locked: two clicks at once come one after the other, and the second sees what the first did.
  const meanwhile = await firstResult(tx, ctx, { id, inputHash })
  if (meanwhile !== undefined) return meanwhile
  if ((await pendingExtension(tx, grantId)) !== null)
    throw new DaypassError(
      'ERR_REQUEST_REFUSED',
      'An extension of this grant waits for a decision already. Cancel it to ask for another.',
    )
  const question = await extensionQuestion(tx, ctx, grant, input)
  return ask(tx, ctx, { id, inputHash, entitlement, question, incident: null })
}

/** The actor's own grant while it runs, locked, with the versions that judge it. */
export async function ownRunningGrant(
  tx: Transaction,
  ctx: Context,
  grantId: string,
): Promise<{ grant: GrantRow; entitlement: PinnedEntitlement }> {
  const locked = await lockGrant(tx, grantId)
  if (locked === undefined) throw notFound()
  const { grant, now } = locked
  const namedApprover = await isNamedApproverOf(tx, ctx.actor, grant)
  authorize(ctx.actor, { to: 'use-grant', requesterId: grant.personId, namedApprover })
  if (statusAt(grant, now) === 'ended')
    throw new DaypassError('ERR_GRANT_NOT_LIVE', 'This grant is over. Request access again.')
  const entitlement = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  if (!isStillEligible(ctx.actor, entitlement))
    throw new DaypassError(
      'ERR_NOT_ELIGIBLE',
      'You may not have this entitlement any more: groups or rules have changed.',
    )
  authorize(ctx.actor, { to: 'request', eligible: true })
  return { grant, entitlement }
}

/** An extension as the policy judges it: the same scope and deliveries, for longer. */
export async function extensionQuestion(
  tx: Transaction,
  { actor }: Context,
  grant: GrantRow,
  wish: { durationMinutes: number; reason: string; ticket: string | null },
): Promise<Question> {
  const now = await databaseNow(tx)
  const { envelope, envelopeHash, scope } = grant
  const { durationMinutes, reason, ticket } = wish
  const granted = readTerms({ envelope, envelopeHash, scope, startsAt: null, durationMinutes })
  return {
    kind: 'extension',
    scope: granted.scope,
    startsAt: null,
    ...{ durationMinutes, reason, ticket },
    deliveries: envelopeOf(granted).deliveries,
    requester: requesterOf(actor, now),
    extending: await extendingOf(tx, grant.id),
    askedAt: now,
    now,
  }
}
