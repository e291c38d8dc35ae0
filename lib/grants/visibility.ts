import { isApproverInPrinciple, pinnedEntitlement } from '../catalog/index'
import type { PinnedEntitlement } from '../catalog/index'
import { delegatorsOf, isSameHuman, requesterFactsOf } from '../identity/index'
import type { Actor } from '../identity/index'
import type { Transaction } from '../db/client'

type Pins = { entitlementId: string; entitlementVersionId: string; personId: string }

/**
 * Whether somebody is an approver in principle of this person's requests and grants of an entitlement, by themselves or
 * in the place of somebody for whom they stand in now: they may see them.
 */
export async function isNamedApproverOf(tx: Transaction, actor: Actor, pins: Pins): Promise<boolean> {
  const entitlement = await pinnedEntitlement(tx, pins.entitlementId, pins.entitlementVersionId)
  return isApproverFor(tx, actor, entitlement, pins.personId)
}

/** As `isNamedApproverOf`, with the entitlement at hand. */
export async function isApproverFor(
  tx: Transaction,
  actor: Actor,
  entitlement: PinnedEntitlement,
  requesterId: string,
): Promise<boolean> {
  const requester = await requesterFactsOf(tx, requesterId)
  const delegators = await delegatorsOf(tx, actor.personId)
  return [actor, ...delegators.filter((one) => !isSameHuman(one, requester))].some((person) =>
    isApproverInPrinciple(person, entitlement, requester.managerHandle),
  )
}

/** Whether somebody is of the group that answers for this grant's entitlement now. */
export async function isOwnerOf(tx: Transaction, actor: Actor, pins: Pins): Promise<boolean> {
  const { current } = await pinnedEntitlement(tx, pins.entitlementId, pins.entitlementVersionId)
  return actor.groups.includes(current.definition.owner.group)
}
