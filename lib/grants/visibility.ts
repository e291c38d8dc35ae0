import { isNamedByStages, pinnedEntitlement, strictestStages } from '../catalog/index'
import type { Actor } from '../identity/index'
import type { Transaction } from '../db/client'

type Pins = { entitlementId: string; entitlementVersionId: string }

/** Whether the policy names somebody as an approver at any stage of this grant's entitlement: they may see it. */
export async function isNamedApproverOf(tx: Transaction, actor: Actor, pins: Pins): Promise<boolean> {
  const entitlement = await pinnedEntitlement(tx, pins.entitlementId, pins.entitlementVersionId)
  return isNamedByStages(actor, strictestStages(entitlement))
}

/** Whether somebody is of the group that answers for this grant's entitlement now. */
export async function isOwnerOf(tx: Transaction, actor: Actor, pins: Pins): Promise<boolean> {
  const { current } = await pinnedEntitlement(tx, pins.entitlementId, pins.entitlementVersionId)
  return actor.groups.includes(current.definition.owner.group)
}
