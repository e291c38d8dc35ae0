import type { Prisma, Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { Cursor } from '../kernel/cursor'
import { requestMoves } from './machine'
import type { RequestMove } from './machine'
import type { RequestKind } from '../catalog/index'
import type { RequestStatus } from './schema'
import type { Scope } from '../scopes/schema'
import type { Terms } from './terms'

const person = { select: { id: true, name: true, handle: true, email: true } } as const

const related = {
  person,
  entitlementVersion: { select: { id: true, canonical: true } },
  decisions: {
    include: { person, onBehalfOf: person, narrowing: true },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
  },
  narrowings: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  grant: { select: { id: true } },
} satisfies Prisma.RequestInclude

type Stored = Prisma.RequestGetPayload<{ include: typeof related }>

/** A request's row with its decisions and what its pages name. */
export type RequestRow = Omit<Stored, 'kind'> & { kind: RequestKind }

export async function findRequest(tx: Transaction, id: string): Promise<RequestRow | null> {
  const stored = await tx.request.findUnique({ where: { id }, include: related })
  return stored === null ? null : readRow(stored)
}

// The database refuses any other kind.
function readRow(stored: Stored): RequestRow {
  return { ...stored, kind: stored.kind as RequestKind }
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
  kind: RequestKind
  inputHash: string
  personId: string
  entitlementId: string
  entitlementVersionId: string
  scope: Scope
  durationMinutes: number
  startsAt: Date | null
  reason: string
  ticket: string | null
  incident: string | null
  extendsGrantId: string | null
  envelope: string
  envelopeHash: string
  createdAt: Date
  authenticatedAt: Date
  remindAt: Date | null
  escalateAt: Date | null
  lapsesAt: Date
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

export type NewDecision = {
  id: string
  requestId: string
  personId: string
  onBehalfOfId: string | null
  stageIndex: number
  stageName: string
  stageHash: string
  outcome: 'approve' | 'deny'
  comment: string | null
  envelopeHash: string
  stagesHash: string
  decidedAt: Date
}

/** Writes a decision; false if its id is taken, also by one on another request at the same moment. */
export async function insertDecision(tx: Transaction, decision: NewDecision): Promise<boolean> {
  const { count } = await tx.decision.createMany({ data: [decision], skipDuplicates: true })
  return count === 1
}

/** The guarded move: false if the decision is withdrawn already. */
export async function withdrawDecision(tx: Transaction, id: string, withdrawnAt: Date): Promise<boolean> {
  const { count } = await tx.decision.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt } })
  return count === 1
}

export function findDecision(tx: Transaction, id: string) {
  return tx.decision.findUnique({
    where: { id },
    include: {
      request: { select: { status: true, extendsGrantId: true, grant: { select: { id: true } } } },
      narrowing: { select: { inputHash: true } },
    },
  })
}

/** Writes what a request is narrowed to by a decision. */
export async function insertNarrowing(
  tx: Transaction,
  narrowing: Terms & {
    id: string
    requestId: string
    decisionId: string
    inputHash: string
    createdAt: Date
  },
): Promise<void> {
  await tx.narrowing.create({ data: narrowing })
}

/** A person's requests, newest first, from after the cursor. */
export async function requestsOf(
  tx: Transaction,
  personId: string,
  status: RequestStatus | undefined,
  cursor: Cursor | undefined,
  take: number,
): Promise<RequestRow[]> {
  const after = cursor && {
    OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, id: { lt: cursor.id } }],
  }
  const stored = await tx.request.findMany({
    where: { personId, ...(status && { status }), ...after },
    include: related,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  })
  return stored.map(readRow)
}

/** The extension of a grant that waits for a decision, by id; null if none does. What lapsed by the clock does not wait. */
export async function pendingExtension(tx: Transaction, grantId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from requests where extends_grant_id = ${grantId}::uuid and status = 'pending'
      and lapses_at > (select daypass_now())`
  return row?.id ?? null
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

/** Of which pinned versions pending requests may wait for somebody, and when. `managers` are their handles. */
export type Waiting = {
  first: readonly string[]
  later: readonly string[]
  asManager: readonly string[]
  managers: readonly string[]
}

/** Pending requests that may wait for somebody now, the longest-waiting first, from after the cursor. */
export async function pendingRequests(
  tx: Transaction,
  { first, later, asManager, managers }: Waiting,
  cursor: Cursor | undefined,
  take: number,
): Promise<RequestRow[]> {
  const at = cursor?.at ?? new Date(0)
  const id = cursor?.id ?? '00000000-0000-0000-0000-000000000000'
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select r.id from requests r
    where r.status = 'pending' and r.lapses_at > (select daypass_now())
      and (r.created_at, r.id) > (${at}::timestamptz, ${id}::uuid)
      and (r.entitlement_version_id = any(${[...first]}::bpchar[])
        or (r.entitlement_version_id = any(${[...later]}::bpchar[])
          and (r.escalated_at is not null
            or exists (select from decisions d where d.request_id = r.id and d.withdrawn_at is null)))
        or (r.entitlement_version_id = any(${[...asManager]}::bpchar[])
          and exists (
            select from people p where p.id = r.person_id and p.manager_handle = any(${[...managers]}))))
    order by r.created_at, r.id limit ${take}`
  if (rows.length === 0) return []
  const stored = await tx.request.findMany({
    where: { id: { in: rows.map((row) => row.id) } },
    include: related,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return stored.map(readRow)
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

/** Ids of pending requests whose limit is reached, or whose grant is over that they would make longer, the most overdue first; those that others hold are left to them. */
export async function lockLapsed(tx: Transaction, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from requests r where status = 'pending' and (lapses_at <= (select daypass_now())
      or exists (select from grants g where g.id = r.extends_grant_id
        and (g.status = 'ended' or g.ends_at <= (select daypass_now()))))
    order by lapses_at limit ${limit} for update skip locked`
  return rows.map(({ id }) => id)
}

/**
 * Notes that approvers were reminded, or others asked too, of pending requests that wait so long, and answers their ids.
 * What lapses in the same moment is left out.
 */
export async function noteDue(
  tx: Transaction,
  what: 'remind' | 'escalate',
  limit: number,
): Promise<string[]> {
  const rows =
    what === 'remind'
      ? await tx.$queryRaw<{ id: string }[]>`
          update requests set reminded_at = daypass_now() where id in (
            select id from requests where status = 'pending' and reminded_at is null
              and remind_at <= (select daypass_now()) and lapses_at > (select daypass_now())
            order by remind_at limit ${limit} for update skip locked) returning id`
      : await tx.$queryRaw<{ id: string }[]>`
          update requests set escalated_at = daypass_now() where id in (
            select id from requests where status = 'pending' and escalated_at is null
              and escalate_at <= (select daypass_now()) and lapses_at > (select daypass_now())
            order by escalate_at limit ${limit} for update skip locked) returning id`
  return rows.map(({ id }) => id)
}
