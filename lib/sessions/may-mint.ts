import { envelopeSchema, evaluateOffer, isStillEligible, pinnedEntitlement, wishOf } from '../catalog/index'
import type { Envelope, PinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { statusAt } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { isSuspended } from '../identity/index'
import type { Actor, Standing, SystemContext } from '../identity/index'
import { sha256Hex } from '../kernel/canonical'
import { DaypassError } from '../kernel/errors'
import type { Delivery } from '../scopes/deliveries'

/** What may be minted from: the approved envelope, and the role's longest session by the stricter of both versions. */
export type Mintable = { envelope: Envelope; roleMaxSessionMinutes: number }

/** Whom the grant is for, as far as is known: their groups and roles. Undefined when nothing is. */
export type Holder = (Standing & Pick<Actor, 'roles'>) | undefined

/** Authorizes whoever acts and answers whom the grant is for. */
export type HolderOf = (tx: Transaction, grant: GrantRow, entitlement: PinnedEntitlement) => Promise<Holder>

type MintQuestion = { grant: GrantRow; now: Date; delivery: Delivery; holderOf: HolderOf }

/**
 * Everything about the grant and its holder that can speak against minting now, asked for again by the pinned and the
 * current version of the entitlement (invariant 10): the window, the holder's role and groups, withdrawal, what is still
 * offered, whether this delivery was approved. Throws what `holderOf` throws, `ERR_SUSPENDED`, `ERR_GRANT_NOT_LIVE`,
 * `ERR_ENTITLEMENT_WITHDRAWN`, `ERR_NOT_ELIGIBLE`, `ERR_ISSUE_MISMATCH`, `ERR_DELIVERY_NOT_APPROVED`, `ERR_REQUEST_REFUSED`.
 */
export async function checkMayMint(
  tx: Transaction,
  { clouds }: Pick<SystemContext, 'clouds'>,
  { grant, now, delivery, holderOf }: MintQuestion,
): Promise<Mintable> {
  const entitlement = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  const holder = await holderOf(tx, grant, entitlement)
  if (await isSuspended(tx, grant.personId))
    throw new DaypassError(
      'ERR_SUSPENDED',
      'Whoever this was granted to is suspended: nothing is issued. Ask an administrator.',
    )
  checkLive(grant, now)
  if (entitlement.withdrawn)
    throw new DaypassError(
      'ERR_ENTITLEMENT_WITHDRAWN',
      `This entitlement has been withdrawn: nothing is issued any more. Ask its owner, ${entitlement.current.definition.owner.group}, what replaces it.`,
    )
  if (holder === undefined || !holder.roles.includes('requester') || !isStillEligible(holder, entitlement))
    throw new DaypassError(
      'ERR_NOT_ELIGIBLE',
      'Whoever this was granted to may not have this entitlement any more: groups or rules have changed. Nothing is issued.',
    )
  const envelope = approvedEnvelope(grant)
  if (!envelope.deliveries.includes(delivery))
    throw new DaypassError(
      'ERR_DELIVERY_NOT_APPROVED',
      `The ${delivery} is not part of what was approved. Request access with it.`,
    )
  const wish = { ...wishOf(envelope), deliveries: [delivery] }
  const { problems, roleMaxSessionMinutes } = evaluateOffer(entitlement, wish, clouds.aws)
  const [problem] = problems
  if (problem !== undefined)
    throw new DaypassError(
      'ERR_REQUEST_REFUSED',
      `What was approved is not offered any more: ${problem.sentence} Nothing is issued; request access again.`,
    )
  return { envelope, roleMaxSessionMinutes }
}

function checkLive(grant: GrantRow, now: Date): void {
  const status = statusAt(grant, now)
  if (status === 'active') return
  const sentence =
    status === 'ended'
      ? 'This grant is over: nothing is issued any more. Request access again.'
      : 'This grant has not started yet.'
  throw new DaypassError('ERR_GRANT_NOT_LIVE', sentence)
}

/** What was approved, exactly: the text must still have the hash that the approvers approved (invariant 4). */
function approvedEnvelope(grant: GrantRow): Envelope {
  if (sha256Hex(grant.envelope) !== grant.envelopeHash)
    throw new DaypassError(
      'ERR_ISSUE_MISMATCH',
      'What is stored differs from what was approved. Nothing is issued; tell an administrator.',
    )
  return envelopeSchema.parse(JSON.parse(grant.envelope))
}
