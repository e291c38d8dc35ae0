import { isApproverOf, isNamedByEscalation, isToldOfGlass, pinnedEntitlement } from '../catalog/index'
import type { PinnedEntitlement } from '../catalog/index'
import { delegatorsOf, isSameHuman, requesterFactsOf } from '../identity/index'
import type { Actor } from '../identity/index'
import type { Transaction } from '../db/client'
import { whatWasAsked } from './what-was-asked'

type Subject = { requestId: string; personId: string; entitlementId: string; entitlementVersionId: string }

/**
 * Whether somebody is an approver of what a grant was opened for, by themselves or in the place of somebody for whom they
 * stand in now, or has decided on it: they may see it.
 */
export async function isNamedApproverOf(tx: Transaction, actor: Actor, grant: Subject): Promise<boolean> {
  const entitlement = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  return isApproverFor(tx, actor, entitlement, grant)
}

/** As `isNamedApproverOf`, with the entitlement at hand. */
export async function isApproverFor(
  tx: Transaction,
  actor: Actor,
  entitlement: PinnedEntitlement,
  { requestId, personId }: Pick<Subject, 'requestId' | 'personId'>,
): Promise<boolean> {
  const requester = await requesterFactsOf(tx, personId)
  const { question, deciderIds, escalated } = await whatWasAsked(tx, requestId, requester)
  if (deciderIds.includes(actor.personId)) return true
  const delegators = await delegatorsOf(tx, actor.personId)
  return [actor, ...delegators.filter((one) => !isSameHuman(one, requester))].some(
    (person) =>
      isApproverOf(person, entitlement, question) || (escalated && isNamedByEscalation(person, entitlement)),
  )
}

/** Whether somebody hears of this grant because it was had by breaking the glass. */
export function isToldOf(
  actor: Actor,
  entitlement: PinnedEntitlement,
  grant: { request: { kind: string } },
): boolean {
  return grant.request.kind === 'break-glass' && isToldOfGlass(actor, entitlement)
}

/** Whether somebody is of the group that answers for this grant's entitlement now. */
export async function isOwnerOf(
  tx: Transaction,
  actor: Actor,
  grant: Pick<Subject, 'entitlementId' | 'entitlementVersionId'>,
): Promise<boolean> {
  const { current } = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  return actor.groups.includes(current.definition.owner.group)
}
