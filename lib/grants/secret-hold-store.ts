import type { Transaction } from '../db/client'

/** A secret's place: its name is unique within an account's Region. */
export type SecretPlace = { accountId: string; region: string; name: string }

export type SecretHoldRow = NonNullable<Awaited<ReturnType<typeof findSecretHold>>>

export function findSecretHold(tx: Transaction, grantId: string) {
  return tx.secretHold.findUnique({
    where: { grantId },
    include: { session: { select: { status: true, expiresAt: true, grantEndsAt: true } } },
  })
}

/** The end of the hold that stands in the way of this window, or undefined while the secret is free for all of it. */
export async function secretHeldUntil(
  tx: Transaction,
  { accountId, region, name }: SecretPlace,
  window: { startsAt: Date; endsAt: Date },
): Promise<Date | undefined> {
  const [row] = await tx.$queryRaw<{ until: Date | null }[]>`
    select max(ends_at) as until from secret_holds
    where account_id = ${accountId} and region = ${region} and name = ${name}
      and tstzrange(starts_at, ends_at) && tstzrange(${window.startsAt}, ${window.endsAt})`
  return row?.until ?? undefined
}

/** Takes the secret for a grant's window; false if another grant holds it at any time of it: the database decides. */
export async function insertSecretHold(
  tx: Transaction,
  hold: SecretPlace & { grantId: string; startsAt: Date; endsAt: Date; attemptId: string },
): Promise<boolean> {
  const { count } = await tx.secretHold.createMany({ data: [hold], skipDuplicates: true })
  return count === 1
}

/** Lets the secret go at the grant's early end. */
export async function shortenSecretHold(tx: Transaction, grantId: string, endedAt: Date): Promise<void> {
  await tx.$executeRaw`
    update secret_holds set ends_at = greatest(starts_at, least(ends_at, ${endedAt})) where grant_id = ${grantId}::uuid`
}

/** Keeps the secret until a later end; false if another grant holds it by then: the database decides. */
export async function lengthenSecretHold(tx: Transaction, grantId: string, endsAt: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    update secret_holds h set ends_at = ${endsAt} where h.grant_id = ${grantId}::uuid and not exists (
      select from secret_holds o
      where o.account_id = h.account_id and o.region = h.region and o.name = h.name and o.grant_id <> h.grant_id
        and tstzrange(o.starts_at, o.ends_at) && tstzrange(h.starts_at, ${endsAt}))
    returning 1 as one`
  return rows.length === 1
}

/** Lets a new delivery take the place of whatever was or is under way; false if the secret is emptied already. */
export async function restartSecretDelivery(
  tx: Transaction,
  { grantId, attemptId }: SecretAttempt,
): Promise<boolean> {
  const { count } = await tx.secretHold.updateMany({
    where: { grantId, status: { not: 'emptied' } },
    data: { status: 'waiting', attemptId, interruptions: 0, failureCode: null, failureSentence: null },
  })
  return count === 1
}

/** One delivery of a grant's secret: what it reports counts while no other has taken its place. */
export type SecretAttempt = { grantId: string; attemptId: string }

const underWay = ({ grantId, attemptId }: SecretAttempt) => ({
  grantId,
  attemptId,
  status: 'waiting' as const,
})

/** Credentials are about to be put; false if this delivery does not count any more. */
export async function noteSecretPut(
  tx: Transaction,
  attempt: SecretAttempt,
  put: { arn: string; putAt: Date },
): Promise<boolean> {
  const data = { ...put, sessionId: attempt.attemptId }
  return (await tx.secretHold.updateMany({ where: underWay(attempt), data })).count === 1
}

/** The guarded move: false if this delivery does not count any more. */
export async function noteSecretDelivered(
  tx: Transaction,
  attempt: SecretAttempt,
  deliveredAt: Date,
): Promise<boolean> {
  const data = { deliveredAt, status: 'delivered' as const, failureCode: null, failureSentence: null }
  return (await tx.secretHold.updateMany({ where: underWay(attempt), data })).count === 1
}

/** The guarded move: false if this delivery does not count any more. */
export async function noteSecretFailed(
  tx: Transaction,
  attempt: SecretAttempt,
  failure: { code: string; sentence: string },
): Promise<boolean> {
  const data = { status: 'failed' as const, failureCode: failure.code, failureSentence: failure.sentence }
  return (await tx.secretHold.updateMany({ where: underWay(attempt), data })).count === 1
}

/** Lets another delivery take the place of one that was interrupted; false if that did not count any more. */
export async function replaceSecretAttempt(
  tx: Transaction,
  interrupted: SecretAttempt,
  attemptId: string,
): Promise<boolean> {
  const data = { attemptId, interruptions: { increment: 1 } }
  return (await tx.secretHold.updateMany({ where: underWay(interrupted), data })).count === 1
}

/** The guarded move back to waiting: false while one is under way, or if credentials were put there after `putBefore`. */
export async function askSecretAgain(
  tx: Transaction,
  { grantId, attemptId }: SecretAttempt,
  putBefore: Date,
): Promise<boolean> {
  const { count } = await tx.secretHold.updateMany({
    where: {
      grantId,
      status: { in: ['failed', 'delivered'] },
      OR: [{ putAt: null }, { putAt: { lte: putBefore } }],
    },
    data: { status: 'waiting', attemptId, interruptions: 0, failureCode: null, failureSentence: null },
  })
  return count === 1
}

/** Why the secret could not be emptied yet; false if the same stands there already. */
export async function noteSecretNotEmptied(
  tx: Transaction,
  grantId: string,
  failure: { code: string; sentence: string },
): Promise<boolean> {
  const { code: failureCode, sentence: failureSentence } = failure
  const { count } = await tx.secretHold.updateMany({
    where: {
      grantId,
      status: { not: 'emptied' },
      OR: [{ failureCode: null }, { failureCode: { not: failureCode } }],
    },
    data: { failureCode, failureSentence },
  })
  return count === 1
}

export async function noteSecretEmptied(tx: Transaction, grantId: string, emptiedAt: Date): Promise<boolean> {
  const { count } = await tx.secretHold.updateMany({
    where: { grantId, status: { not: 'emptied' } },
    data: { status: 'emptied', emptiedAt, failureCode: null, failureSentence: null },
  })
  return count === 1
}

/** The grants that held this secret before and in whose time something was put there that is not emptied yet. */
export async function grantsNotEmptied(tx: Transaction, hold: SecretHoldRow): Promise<string[]> {
  const { accountId, region, name, startsAt } = hold
  const earlier = await tx.secretHold.findMany({
    where: {
      ...{ accountId, region, name },
      endsAt: { lte: startsAt },
      grantId: { not: hold.grantId },
      status: { not: 'emptied' },
      sessionId: { not: null },
    },
    select: { grantId: true },
    orderBy: { endsAt: 'asc' },
  })
  return earlier.map(({ grantId }) => grantId)
}

/** The grant whose credentials stand in this secret now by right; null when none's do. */
export async function secretHolder(
  tx: Transaction,
  { accountId, region, name }: SecretPlace,
  now: Date,
): Promise<string | null> {
  const holder = await tx.secretHold.findFirst({
    where: {
      ...{ accountId, region, name },
      status: { in: ['waiting', 'delivered'] },
      startsAt: { lte: now },
      endsAt: { gt: now },
    },
    select: { grantId: true },
  })
  return holder?.grantId ?? null
}
