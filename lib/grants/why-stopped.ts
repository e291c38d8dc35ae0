import { isStillEligible, pinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { requesterFactsOf } from '../identity/index'

type Pins = { personId: string; entitlementId: string; entitlementVersionId: string }

/**
 * Why nothing is minted from a grant although it runs, as far as is known without its person: they are suspended, may not
 * have the entitlement any more, or it was withdrawn. Null when none of it holds. For display: minting asks again.
 */
export async function whyStopped(tx: Transaction, grant: Pins): Promise<string | null> {
  const entitlement = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  if (entitlement.withdrawn) return 'The entitlement has been withdrawn.'
  const person = await requesterFactsOf(tx, grant.personId)
  if (person.suspended) return 'The person is suspended from Daypass.'
  if (!isStillEligible(person, entitlement))
    return 'The person may not have this entitlement any more: groups or rules have changed.'
  return null
}
