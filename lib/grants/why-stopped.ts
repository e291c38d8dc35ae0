import {
  envelopeSchema,
  evaluateOffer,
  isStillEligible,
  pinnedEntitlement,
  pinnedEntitlements,
  wishOf,
} from '../catalog/index'
import type { PinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { requesterFactsOf, requesterFactsOfMany } from '../identity/index'
import type { RequesterFacts, SystemContext } from '../identity/index'

type Pins = { personId: string; entitlementId: string; entitlementVersionId: string; envelope: string }
type Clouds = Pick<SystemContext, 'clouds'>

/**
 * Why nothing is minted from a grant although it runs, as far as is known without its person: they are suspended, may not
 * have the entitlement any more, it was withdrawn, or does not offer what was approved. Null when none of it holds. For
 * display: minting asks again, and besides for the person's role.
 */
export async function whyStopped(tx: Transaction, ctx: Clouds, grant: Pins): Promise<string | null> {
  const entitlement = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  return reasonOf(ctx, grant, entitlement, await requesterFactsOf(tx, grant.personId))
}

/** The same of many grants, in few statements: those that are stopped, each with its reason. */
export async function stoppedAmong<Grant extends Pins>(
  tx: Transaction,
  ctx: Clouds,
  grants: readonly Grant[],
): Promise<{ grant: Grant; why: string }[]> {
  const entitlements = await pinnedEntitlements(
    tx,
    grants.map(({ entitlementId, entitlementVersionId: versionId }) => ({ entitlementId, versionId })),
  )
  const people = await requesterFactsOfMany(tx, [...new Set(grants.map(({ personId }) => personId))])
  return grants.flatMap((grant) => {
    const [entitlement, person] = [entitlements.get(grant.entitlementVersionId), people.get(grant.personId)]
    const why =
      entitlement === undefined || person === undefined ? null : reasonOf(ctx, grant, entitlement, person)
    return why === null ? [] : [{ grant, why }]
  })
}

function reasonOf(
  { clouds }: Clouds,
  { envelope }: Pins,
  entitlement: PinnedEntitlement,
  person: RequesterFacts,
): string | null {
  if (entitlement.withdrawn) return 'The entitlement has been withdrawn.'
  if (person.suspended) return 'The person is suspended from Daypass.'
  if (!isStillEligible(person, entitlement))
    return 'The person may not have this entitlement any more: groups or rules have changed.'
  // While the version is the same, what it offered it offers.
  if (entitlement.pinned.versionId === entitlement.current.versionId) return null
  const wish = wishOf(envelopeSchema.parse(JSON.parse(envelope)))
  const [problem] = evaluateOffer(entitlement, wish, clouds.aws).problems
  return problem === undefined ? null : `What was approved is not offered any more: ${problem.sentence}`
}
