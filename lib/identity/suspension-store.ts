import type { Transaction } from '../db/client'

/**
 * Whether an administrator keeps this person out. Waits for a suspension under way, and holds back the next one until the
 * caller's transaction ends: whoever asks before acting for a person either acts before the suspension or not at all.
 */
export async function isSuspended(tx: Transaction, personId: string): Promise<boolean> {
  await tx.$queryRaw`select from people where id = ${personId}::uuid for share`
  // A statement of its own: it sees what was committed while the first one waited.
  return (await suspensionInForce(tx, personId)) !== null
}

export type LockedPerson = { id: string; name: string; handle: string }

/** Locks two people, in one order for all, and answers the first of them. Undefined if there is no such person. */
export async function lockPeople(
  tx: Transaction,
  personId: string,
  otherId: string,
): Promise<LockedPerson | undefined> {
  // Not "for update": rows that name a person by foreign key may be written meanwhile.
  const rows = await tx.$queryRaw<LockedPerson[]>`
    select id, name, handle from people where id in (${personId}::uuid, ${otherId}::uuid) order by id for no key update`
  return rows.find(({ id }) => id === personId)
}

/** The suspension that keeps a person out, with who made it. */
export function suspensionInForce(tx: Transaction, personId: string) {
  return tx.suspension.findFirst({
    where: { personId, liftedAt: null },
    select: {
      id: true,
      reason: true,
      suspendedAt: true,
      by: { select: { id: true, name: true, handle: true } },
    },
  })
}

export async function insertSuspension(
  tx: Transaction,
  suspension: { id: string; personId: string; byPersonId: string; reason: string; suspendedAt: Date },
): Promise<void> {
  await tx.suspension.create({ data: suspension })
}

export async function liftSuspension(
  tx: Transaction,
  id: string,
  data: { liftedAt: Date; liftedById: string },
): Promise<void> {
  await tx.suspension.update({ where: { id }, data })
}
