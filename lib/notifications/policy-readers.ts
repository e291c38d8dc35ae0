import { currentVersion } from '../catalog/index'
import type { Transaction } from '../db/client'
import { namedPeople } from '../identity/index'
import type { NamedPerson } from '../identity/index'
import type { MailContext } from './context'
import { eachOnce } from './readers'

/** Somebody who can have a policy mended. */
export type PolicyReader = NamedPerson & { as: 'administrator' | 'owner' }

/**
 * Who is told that an entitlement's approval policy cannot be evaluated: administrators, by the groups that make them so,
 * and whoever answers for the entitlement. Null where there is no such entitlement.
 */
export async function policyReaders(
  tx: Transaction,
  { administratorGroups }: MailContext,
  entitlementId: string,
): Promise<{ entitlementName: string; readers: readonly PolicyReader[] } | null> {
  const version = await currentVersion(tx, entitlementId)
  if (version === undefined) return null
  const { name, owner } = version.definition
  const administrators = await namedPeople(tx, { groups: administratorGroups, people: [] })
  const owners = await namedPeople(tx, { groups: [owner.group], people: [] })
  const readers: PolicyReader[] = [
    ...administrators.map((one) => ({ ...one, as: 'administrator' as const })),
    ...owners.map((one) => ({ ...one, as: 'owner' as const })),
  ]
  return { entitlementName: name, readers: eachOnce(readers) }
}
