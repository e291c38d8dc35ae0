import type { Prisma, Transaction } from '../db/client'
import type { Cursor } from '../kernel/cursor'
import { sessionMoves } from './machine'
import type { SessionMove } from './machine'
import type { SessionStatus } from './schema'
import type { Delivery } from '../scopes/deliveries'

export type NewSession = {
  id: string
  grantId: string
  personId: string
  delivery: Delivery
  sourceIdentity: string
  roleSessionName: string
  requestedDurationSeconds: number
  intendedAt: Date
  expiresAt: Date
  grantEndsAt: Date
}

export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>

export function findSession(tx: Transaction, id: string) {
  return tx.session.findUnique({ where: { id } })
}

/** Writes the intent; false if the id is taken. */
export async function insertIntent(tx: Transaction, session: NewSession): Promise<boolean> {
  const { count } = await tx.session.createMany({ data: [session], skipDuplicates: true })
  return count === 1
}

export type Settlement = {
  settledAt: Date
  expiresAt?: Date
  accessKeyId?: string
  assumedRoleId?: string
  packedPolicyPercent?: number
  failureCode?: string
  failureSentence?: string
}

/** The guarded move: false if the intent was settled already, by whoever found it lost. */
export async function settle(
  tx: Transaction,
  id: string,
  move: SessionMove,
  settlement: Settlement,
): Promise<boolean> {
  const { from, to } = sessionMoves[move]
  const { count } = await tx.session.updateMany({
    where: { id, status: from },
    data: { ...settlement, status: to },
  })
  return count === 1
}

export async function markHandedOver(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.session.update({ where: { id }, data: { handedOverAt: at } })
}

export async function noteFailure(
  tx: Transaction,
  id: string,
  failure: { code: string; sentence: string },
): Promise<void> {
  await tx.session.update({
    where: { id },
    data: { failureCode: failure.code, failureSentence: failure.sentence },
  })
}

/** Intents that nobody settled for so long that their process must have died, locked; others' are left to them. */
export async function lockLostIntents(tx: Transaction, olderThanSeconds: number, limit: number) {
  const lost = await tx.$queryRaw<{ id: string }[]>`
    select id from sessions where status = 'intended'
      and intended_at < (select daypass_now()) - make_interval(secs => ${olderThanSeconds}::int)
    order by intended_at limit ${limit} for update skip locked`
  if (lost.length === 0) return []
  return tx.session.findMany({ where: { id: { in: lost.map((row) => row.id) } }, include: { grant: true } })
}

/** All sessions of a grant, oldest first. */
export function sessionsOfGrant(tx: Transaction, grantId: string): Promise<SessionRow[]> {
  return tx.session.findMany({ where: { grantId }, orderBy: [{ intendedAt: 'asc' }, { id: 'asc' }] })
}

/** What auditors can ask of sessions; all conditions have to hold. */
export type SessionFilter = {
  status?: SessionStatus | undefined
  delivery?: Delivery | undefined
  personIds?: readonly string[] | undefined
  entitlementId?: string | undefined
  accountId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  cursor?: Cursor | undefined
}

export type SessionWithGrant = Awaited<ReturnType<typeof findSessions>>[number]

/** Sessions that match, newest first, from after the cursor. */
export function findSessions(tx: Transaction, filter: SessionFilter, take: number) {
  const { status, delivery, personIds, entitlementId, accountId, from, to, cursor } = filter
  const conditions: Prisma.SessionWhereInput[] = [
    ...(status === undefined ? [] : [{ status }]),
    ...(delivery === undefined ? [] : [{ delivery }]),
    ...(personIds === undefined ? [] : [{ personId: { in: [...personIds] } }]),
    ...(entitlementId === undefined ? [] : [{ grant: { entitlementId } }]),
    ...(accountId === undefined ? [] : [{ grant: { accountId } }]),
    ...(from === undefined ? [] : [{ intendedAt: { gte: from } }]),
    ...(to === undefined ? [] : [{ intendedAt: { lt: to } }]),
    ...(cursor === undefined
      ? []
      : [{ OR: [{ intendedAt: { lt: cursor.at } }, { intendedAt: cursor.at, id: { lt: cursor.id } }] }]),
  ]
  return tx.session.findMany({
    where: { AND: conditions },
    include: {
      person: { select: { id: true, name: true, handle: true } },
      grant: {
        select: {
          endsAt: true,
          scope: true,
          request: { select: { kind: true } },
          entitlementVersion: { select: { id: true, canonical: true } },
        },
      },
    },
    orderBy: [{ intendedAt: 'desc' }, { id: 'desc' }],
    take,
  })
}
