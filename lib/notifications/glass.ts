import { pinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { namedPeople } from '../identity/index'
import type { NamedPerson } from '../identity/index'
import { findRequest, findReview, reviewersOf } from '../requests/index'
import { eachOnce, othersThan } from './readers'
import { isKeptOut } from './reader'

/** Somebody who hears of a break-glass grant. */
export type GlassReader = NamedPerson & { as: 'requester' | 'reviewer' | 'told' }

/** A break-glass grant's review, and everybody who hears of it, each once. */
export type Glass = {
  review: NonNullable<Awaited<ReturnType<typeof findReview>>>
  readers: readonly GlassReader[]
}

/**
 * The review of a break-glass request with those who hear of it: its reviewers (once it is overdue, those of its
 * escalation too), everybody whom the policy tells, and whoever broke the glass, for it may have been done in their name.
 * Undefined where there is no review.
 */
export async function glassOf(tx: Transaction, requestId: string): Promise<Glass | undefined> {
  const review = await findReview(tx, requestId)
  const request = await findRequest(tx, requestId)
  if (review === null || request === null) return undefined
  const { entitlementId, entitlementVersionId, personId, person } = request
  const entitlement = await pinnedEntitlement(tx, entitlementId, entitlementVersionId)
  const { pinned, current } = entitlement
  const { tell } = current.definition.approval.breakGlass ?? pinned.definition.approval.breakGlass ?? {}
  const requester = { personId, name: person.name, handle: person.handle, email: person.email }
  const reviewers: GlassReader[] = []
  for (const rule of reviewersOf(entitlement, review))
    reviewers.push(...(await namedPeople(tx, rule)).map((one) => ({ ...one, as: 'reviewer' as const })))
  const told = tell === undefined ? [] : await namedPeople(tx, tell)
  const others = othersThan(
    [...reviewers, ...told.map((one) => ({ ...one, as: 'told' as const }))],
    requester,
  )
  const own = (await isKeptOut(tx, requester)) ? [] : [{ ...requester, as: 'requester' as const }]
  return { review, readers: [...own, ...eachOnce(others)] }
}
