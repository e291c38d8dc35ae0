import { isStillEligible, pinnedEntitlement, pinnedEntitlements } from '../catalog/index'
import type { PinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { requesterFactsOf, requesterFactsOfMany } from '../identity/index'
import type { RequesterFacts } from '../identity/index'

type Pins = { personId: string; entitlementId: string; entitlementVersionId: string }

/**
 * Why nothing is minted from a grant although it runs, as far as is known without its person: they are suspended, may not
 * have the entitlement any more, or it was withdrawn. Null when none of it holds. For display: minting asks again.
 */
export async function whyStopped(tx: Transaction, grant: Pins): Promise<string | null> {
  const entitlement = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  return reasonOf(entitlement, await requesterFactsOf(tx, grant.personId))
}

/** The same of many grants, in few statements: those that are stopped, each with its reason. */
export async function stoppedAmong<Grant extends Pins>(
  tx: Transaction,
  grants: readonly Grant[],
): Promise<{ grant: Grant; why: string }[]> {
  const entitlements = await pinnedEntitlements(
    tx,
    grants.map(({ entitlementId, entitlementVersionId: versionId }) => ({ entitlementId, versionId })),
  )
  const people = await requesterFactsOfMany(tx, [...new Set(grants.map(({ personId }) => personId))])
  return grants.flatMap((grant) => {
    const [entitlement, person] = [entitlements.get(grant.entitlementVersionId), people.get(grant.personId)]
    const why = entitlement === undefined || person === undefined ? null : reasonOf(entitlement, person)
    return why === null ? [] : [{ grant, why }]
  })
}

function reasonOf(entitlement: PinnedEntitlement, person: RequesterFacts): string | null {
  if (entitlement.withdrawn) return 'The entitlement has been withdrawn.'
  if (person.suspended) return 'The person is suspended from Daypass.'
  return isStillEligible(person, entitlement)
    ? null
    : 'The person may not have this entitlement any more: groups or rules have changed.'
}
