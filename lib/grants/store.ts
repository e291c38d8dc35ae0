import type { Prisma, Transaction } from '../db/client'
import type { Cursor } from '../kernel/cursor'
import type { Scope } from '../scopes/schema'
import type { GrantEndReason, GrantStatus } from './schema'

const related = {
  person: { select: { id: true, name: true, handle: true, email: true, code: true } },
  entitlementVersion: { select: { id: true, canonical: true } },
  request: {
    select: {
      kind: true,
      reason: true,
      ticket: true,
      incident: true,
      durationMinutes: true,
      narrowings: { select: { id: true }, take: 1 },
    },
  },
  endedBy: { select: { id: true, name: true, handle: true } },
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
  // The time is read above the lock, so once it is held.
  const [locked] = await tx.$queryRaw<{ now: Date }[]>`
    select daypass_now() as now from (select from grants where id = ${id}::uuid for update) locked`
  const grant = locked === undefined ? null : await findGrant(tx, id)
  return locked === undefined || grant === null ? undefined : { grant, now: locked.now }
}

export type NewGrant = {
  id: string
  requestId: string
  personId: string
  entitlementId: string
  entitlementVersionId: string
  accountId: string
  scope: Scope
  envelope: string
  envelopeHash: string
  startsAt: Date
  endsAt: Date
}

/** Writes a grant; it is scheduled while its start lies ahead. */
export async function insertGrant(tx: Transaction, grant: NewGrant, now: Date): Promise<void> {
  await tx.grant.create({
    data: {
      ...grant,
      bucket: grant.scope.kind === 's3' ? grant.scope.bucket : null,
      status: grant.startsAt > now ? 'scheduled' : 'active',
      createdAt: now,
    },
  })
}

/** The guarded move of a running grant's end; false if it has ended or its end was moved meanwhile. */
export async function moveEnd(
  tx: Transaction,
  { id, endsAt }: { id: string; endsAt: Date },
  newEndsAt: Date,
): Promise<boolean> {
  const { count } = await tx.grant.updateMany({
    where: { id, endsAt, status: { in: ['scheduled', 'active'] } },
    data: { endsAt: newEndsAt },
  })
  return count === 1
}

/** What a request asks, with everything that its policy can judge. */
export function findAsked(tx: Transaction, requestId: string) {
  return tx.request.findUniqueOrThrow({
    where: { id: requestId },
    include: { narrowings: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
  })
}

/** Whether somebody has ever decided on a request. */
export async function hasDecidedOn(tx: Transaction, requestId: string, personId: string): Promise<boolean> {
  return (await tx.decision.count({ where: { requestId, personId }, take: 1 })) > 0
}

/** How many extensions of a grant were approved. */
export function extensionsOf(tx: Transaction, grantId: string): Promise<number> {
  return tx.request.count({ where: { extendsGrantId: grantId, status: 'approved' } })
}

/** Grants whose start has come and whose row does not say so, locked; those that others hold are left to them. */
export async function lockStarting(tx: Transaction, limit: number): Promise<GrantRow[]> {
  const due = await tx.$queryRaw<{ id: string }[]>`
    select id from grants where status = 'scheduled' and starts_at <= (select daypass_now())
      and ends_at > (select daypass_now())
    order by starts_at limit ${limit} for update skip locked`
  return due.length === 0
    ? []
    : tx.grant.findMany({ where: { id: { in: due.map((row) => row.id) } }, include: related })
}

export async function noteStarted(tx: Transaction, id: string): Promise<void> {
  await tx.grant.updateMany({ where: { id, status: 'scheduled' }, data: { status: 'active' } })
}

/** Grants that run or will, the soonest end first, from after the cursor. */
export function grantsRunning(
  tx: Transaction,
  now: Date,
  cursor: Cursor | undefined,
  take: number,
): Promise<GrantRow[]> {
  const after = cursor && {
    OR: [{ endsAt: { gt: cursor.at } }, { endsAt: cursor.at, id: { gt: cursor.id } }],
  }
  return tx.grant.findMany({
    where: { status: { in: ['scheduled', 'active'] }, endsAt: { gt: now }, ...after },
    include: related,
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
    take,
  })
}

/** Ends a grant if it still is in one of the statuses; false if somebody else moved it first. */
export async function endGrant(
  tx: Transaction,
  id: string,
  from: readonly GrantStatus[],
  end: { endedAt: Date; endReason: GrantEndReason; endedById?: string; endComment?: string },
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

/** How many grants of a person are not over. */
export async function grantsInForceOf(tx: Transaction, personId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    select count(*) as count from grants where person_id = ${personId}::uuid
      and status in ('scheduled', 'active') and ends_at > (select daypass_now())`
  return Number(row?.count ?? 0)
}

/** A person's grants that are not over, soonest end first. */
export function grantsInForce(tx: Transaction, personId: string, now: Date): Promise<GrantRow[]> {
  return tx.grant.findMany({
    where: { personId, status: { in: ['scheduled', 'active'] }, endsAt: { gt: now } },
    include: related,
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
  })
}

/** What auditors can ask of grants; all conditions have to hold. */
export type GrantFilter = {
  now: Date
  /** As of `now`; `not-over` is scheduled or active. */
  status?: GrantStatus | 'not-over' | undefined
  personIds?: readonly string[] | undefined
  entitlementId?: string | undefined
  accountId?: string | undefined
  bucket?: string | undefined
  /** Of the request that opened it. */
  kind?: string | undefined
  /** In force at this instant. */
  at?: Date | undefined
  from?: Date | undefined
  to?: Date | undefined
  cursor?: Cursor | undefined
}

/** Grants that match, newest first, from after the cursor. */
export function findGrants(tx: Transaction, filter: GrantFilter, take: number): Promise<GrantRow[]> {
  const { now, status, personIds, entitlementId, accountId, bucket, kind, at, from, to, cursor } = filter
  // By the clock, not by what the sweeper has written down so far.
  const notEnded = { status: { in: ['scheduled', 'active'] satisfies GrantStatus[] } }
  const conditions: Prisma.GrantWhereInput[] = [
    ...(status === 'not-over' ? [{ ...notEnded, endsAt: { gt: now } }] : []),
    ...(status === 'scheduled' ? [{ ...notEnded, startsAt: { gt: now } }] : []),
    ...(status === 'active' ? [{ ...notEnded, startsAt: { lte: now }, endsAt: { gt: now } }] : []),
    ...(status === 'ended' ? [{ OR: [{ status: 'ended' as const }, { endsAt: { lte: now } }] }] : []),
    ...(personIds === undefined ? [] : [{ personId: { in: [...personIds] } }]),
    ...(entitlementId === undefined ? [] : [{ entitlementId }]),
    ...(accountId === undefined ? [] : [{ accountId }]),
    ...(bucket === undefined ? [] : [{ bucket }]),
    ...(kind === undefined ? [] : [{ request: { kind } }]),
    ...(at === undefined
      ? []
      : [{ startsAt: { lte: at }, endsAt: { gt: at }, OR: [{ endedAt: null }, { endedAt: { gt: at } }] }]),
    ...(from === undefined ? [] : [{ createdAt: { gte: from } }]),
    ...(to === undefined ? [] : [{ createdAt: { lt: to } }]),
    ...(cursor === undefined
      ? []
      : [{ OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, id: { lt: cursor.id } }] }]),
  ]
  return tx.grant.findMany({
    where: { AND: conditions },
    include: related,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  })
}
