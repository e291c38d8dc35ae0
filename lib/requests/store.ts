import type { Prisma, Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { Cursor } from '../kernel/cursor'
import { requestMoves } from './machine'
import type { RequestMove } from './machine'
import type { RequestStatus } from './schema'

const person = { select: { id: true, name: true, handle: true, email: true } } as const

const related = {
  person,
  entitlementVersion: { select: { id: true, canonical: true } },
  decisions: { include: { person }, orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }] },
  grant: { select: { id: true } },
} satisfies Prisma.RequestInclude

/** A request's row with its decisions and what its pages name. */
export type RequestRow = NonNullable<Awaited<ReturnType<typeof findRequest>>>

export function findRequest(tx: Transaction, id: string) {
  return tx.request.findUnique({ where: { id }, include: related })
}

/** Locks a request until the transaction ends and reads it with the time after the lock is held, or undefined. */
export async function lockRequest(
  tx: Transaction,
  id: string,
): Promise<{ request: RequestRow; now: Date } | undefined> {
  await tx.$queryRaw`select 1 from requests where id = ${id}::uuid for update`
  const request = await findRequest(tx, id)
  return request === null ? undefined : { request, now: await databaseNow(tx) }
}

export type NewRequest = {
  id: string
  inputHash: string
  personId: string
  entitlementId: string
  entitlementVersionId: string
  scope: object
  durationMinutes: number
  reason: string
  ticket: string | null
  envelope: string
  envelopeHash: string
  createdAt: Date
}

/** Writes a request; false if its id is taken, also by somebody who was quicker. */
export async function insertRequest(tx: Transaction, request: NewRequest): Promise<boolean> {
  const { count } = await tx.request.createMany({ data: [request], skipDuplicates: true })
  return count === 1
}

/** The guarded move: false if the request is not in the move's first status any more (invariant 6). */
export async function moveRequest(
  tx: Transaction,
  id: string,
  move: RequestMove,
  closedAt: Date,
): Promise<boolean> {
  const { from, to } = requestMoves[move]
  const { count } = await tx.request.updateMany({
    where: { id, status: from },
    data: { status: to, closedAt },
  })
  return count === 1
}

/** Writes a decision; false if its id is taken, also by one on another request at the same moment. */
export async function insertDecision(
  tx: Transaction,
  decision: {
    id: string
    requestId: string
    personId: string
    stageIndex: number
    outcome: 'approve' | 'deny'
    comment: string | null
    envelopeHash: string
    stagesHash: string
    decidedAt: Date
  },
): Promise<boolean> {
  const { count } = await tx.decision.createMany({ data: [decision], skipDuplicates: true })
  return count === 1
}

export function findDecision(tx: Transaction, id: string) {
  return tx.decision.findUnique({
    where: { id },
    include: { request: { select: { status: true, grant: { select: { id: true } } } } },
  })
}

/** A person's requests, newest first, from after the cursor. */
export function requestsOf(
  tx: Transaction,
  personId: string,
  status: RequestStatus | undefined,
  cursor: Cursor | undefined,
  take: number,
): Promise<RequestRow[]> {
  const after = cursor && {
    OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, id: { lt: cursor.id } }],
  }
  return tx.request.findMany({
    where: { personId, ...(status && { status }), ...after },
    include: related,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  })
}

/** The pinned versions of which requests are pending. */
export function pendingVersions(tx: Transaction): Promise<{ entitlementId: string; versionId: string }[]> {
  return tx.$queryRaw`
    select distinct entitlement_id as "entitlementId", entitlement_version_id as "versionId"
    from requests where status = 'pending'`
}

/** How many requests of a person are pending. */
export function countPending(tx: Transaction, personId: string): Promise<number> {
  return tx.request.count({ where: { personId, status: 'pending' } })
}

/** Pending requests of some pinned versions, the longest-waiting first, from after the cursor. */
export function pendingRequests(
  tx: Transaction,
  versionIds: readonly string[],
  cursor: Cursor | undefined,
  take: number,
): Promise<RequestRow[]> {
  const after = cursor && {
    OR: [{ createdAt: { gt: cursor.at } }, { createdAt: cursor.at, id: { gt: cursor.id } }],
  }
  return tx.request.findMany({
    where: { status: 'pending', entitlementVersionId: { in: [...versionIds] }, ...after },
    include: related,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take,
  })
}

/** What somebody asked of an entitlement before an instant: at most `take`, newest first. */
export function earlierRequests(
  tx: Transaction,
  personId: string,
  entitlementId: string,
  before: Date,
  take: number,
) {
  return tx.request.findMany({
    where: { personId, entitlementId, createdAt: { lt: before } },
    select: { status: true, closedAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  })
}
