import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { GrantEndReason, GrantStatus } from './schema'

const related = {
  person: { select: { id: true, name: true, handle: true, email: true } },
  entitlementVersion: { select: { id: true, canonical: true } },
  request: { select: { reason: true, ticket: true, durationMinutes: true } },
} as const

/** A grant's row with what its pages name. */
export type GrantRow = NonNullable<Awaited<ReturnType<typeof findGrant>>>

export function findGrant(tx: Transaction, id: string) {
  return tx.grant.findUnique({ where: { id }, include: related })
}

/** Locks a grant until the transaction ends and reads it with the time after the lock is held, or undefined. */
export async function lockGrant(
  tx: Transaction,
  id: string,
): Promise<{ grant: GrantRow; now: Date } | undefined> {
  await tx.$queryRaw`select 1 from grants where id = ${id}::uuid for update`
  const grant = await findGrant(tx, id)
  return grant === null ? undefined : { grant, now: await databaseNow(tx) }
}

export type NewGrant = {
  id: string
  requestId: string
  personId: string
  entitlementId: string
  entitlementVersionId: string
  accountId: string
  scope: object
  envelope: string
  envelopeHash: string
  startsAt: Date
  endsAt: Date
}

export async function insertGrant(tx: Transaction, grant: NewGrant): Promise<void> {
  await tx.grant.create({ data: { ...grant, status: 'active', createdAt: grant.startsAt } })
}

/** Ends a grant if it still is in one of the statuses; false if somebody else moved it first. */
export async function endGrant(
  tx: Transaction,
  id: string,
  from: readonly GrantStatus[],
  end: { endedAt: Date; endReason: GrantEndReason },
): Promise<boolean> {
  const { count } = await tx.grant.updateMany({
    where: { id, status: { in: [...from] } },
    data: { status: 'ended', ...end },
  })
  return count === 1
}

/** Grants whose window is over and whose row does not say so, locked; those that others hold are left to them. */
export async function lockDueGrants(tx: Transaction, limit: number): Promise<GrantRow[]> {
  const due = await tx.$queryRaw<{ id: string }[]>`
    select id from grants where status in ('scheduled', 'active') and ends_at <= (select daypass_now())
    order by ends_at limit ${limit} for update skip locked`
  return due.length === 0
    ? []
    : tx.grant.findMany({ where: { id: { in: due.map((row) => row.id) } }, include: related })
}

/** A person's grants that are not over, soonest end first. */
export function grantsInForce(tx: Transaction, personId: string, now: Date): Promise<GrantRow[]> {
  return tx.grant.findMany({
    where: { personId, status: { in: ['scheduled', 'active'] }, endsAt: { gt: now } },
    include: related,
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
  })
}
