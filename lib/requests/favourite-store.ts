import type { Transaction } from '../db/client'
import type { Scope } from '../scopes/schema'

export function findFavourite(tx: Transaction, id: string) {
  return tx.favourite.findUnique({ where: { id } })
}

/** A person's favourites, by name. */
export function favouritesOf(tx: Transaction, personId: string) {
  return tx.favourite.findMany({ where: { personId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

export async function insertFavourite(
  tx: Transaction,
  favourite: {
    id: string
    personId: string
    entitlementId: string
    name: string
    scope: Scope
    durationMinutes: number
    deliveries: readonly string[]
    createdAt: Date
  },
): Promise<void> {
  await tx.favourite.create({ data: { ...favourite, deliveries: [...favourite.deliveries] } })
}

/** False if the person has no such favourite. */
export async function removeFavouriteOf(tx: Transaction, personId: string, id: string): Promise<boolean> {
  return (await tx.favourite.deleteMany({ where: { id, personId } })).count === 1
}
