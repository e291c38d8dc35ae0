import { isApproverOf, isNamedByEscalation, isToldOfGlass, pinnedEntitlement } from '../catalog/index'
import type { PinnedEntitlement } from '../catalog/index'
import { delegatorsOf, isSameHuman, requesterFactsOf } from '../identity/index'
import type { Actor } from '../identity/index'
import type { Transaction } from '../db/client'
import { hasDecidedOn } from './store'
import { whatWasAsked } from './what-was-asked'

type Subject = { requestId: string; personId: string; entitlementId: string; entitlementVersionId: string }

/**
 * Whether somebody is an approver of what a grant was opened for, by themselves or in the place of somebody for whom they
 * stand in now: as the policy names them at the hour of the asking, and while it is pending also at that of now.
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
  const { questions, escalated } = await whatWasAsked(tx, requestId, requester)
  const delegators = await delegatorsOf(tx, actor.personId)
  return [actor, ...delegators.filter((one) => !isSameHuman(one, requester))].some(
    (person) =>
      questions.some((question) => isApproverOf(person, entitlement, question)) ||
      (escalated && isNamedByEscalation(person, entitlement)),
  )
}

/** Whether somebody sees a grant without having a say: they hear of broken glass, or have decided on it once. */
export async function isToldOf(
  tx: Transaction,
  actor: Actor,
  entitlement: PinnedEntitlement,
  grant: { requestId: string; request: { kind: string } },
): Promise<boolean> {
  if (grant.request.kind === 'break-glass' && isToldOfGlass(actor, entitlement)) return true
  return hasDecidedOn(tx, grant.requestId, actor.personId)
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
