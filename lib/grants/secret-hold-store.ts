import type { Transaction } from '../db/client'

/** A secret's place: its name is unique within an account's Region. */
export type SecretPlace = { accountId: string; region: string; name: string }

export type SecretHoldRow = NonNullable<Awaited<ReturnType<typeof findSecretHold>>>

export function findSecretHold(tx: Transaction, grantId: string) {
  return tx.secretHold.findUnique({
    where: { grantId },
    include: { session: { select: { expiresAt: true } } },
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
  hold: SecretPlace & { grantId: string; startsAt: Date; endsAt: Date },
): Promise<boolean> {
  const { count } = await tx.secretHold.createMany({ data: [hold], skipDuplicates: true })
  return count === 1
}

/** Lets the secret go at the grant's early end. */
export async function shortenSecretHold(tx: Transaction, grantId: string, endedAt: Date): Promise<void> {
  await tx.$executeRaw`
    update secret_holds set ends_at = greatest(starts_at, least(ends_at, ${endedAt})) where grant_id = ${grantId}::uuid`
}

/** The session whose credentials are about to be put; false if the secret was emptied meanwhile. */
export async function noteSecretPut(tx: Transaction, grantId: string, sessionId: string): Promise<boolean> {
  const { count } = await tx.secretHold.updateMany({
    where: { grantId, status: 'waiting' },
    data: { sessionId },
  })
  return count === 1
}

export async function noteSecretDelivered(
  tx: Transaction,
  grantId: string,
  delivered: { arn: string; deliveredAt: Date },
): Promise<boolean> {
  const { count } = await tx.secretHold.updateMany({
    where: { grantId, status: 'waiting' },
    data: { ...delivered, status: 'delivered', failureCode: null, failureSentence: null },
  })
  return count === 1
}

/** The guarded move: false if it was delivered or emptied, or said to have failed, already. */
export async function noteSecretFailed(
  tx: Transaction,
  grantId: string,
  failure: { code: string; sentence: string },
): Promise<boolean> {
  const { count } = await tx.secretHold.updateMany({
    where: { grantId, status: 'waiting' },
    data: { status: 'failed', failureCode: failure.code, failureSentence: failure.sentence },
  })
  return count === 1
}

/** The guarded move back: false unless the last delivery failed, or was made before `deliveredBefore`. */
export async function askSecretAgain(
  tx: Transaction,
  grantId: string,
  deliveredBefore: Date,
): Promise<boolean> {
  const { count } = await tx.secretHold.updateMany({
    where: {
      grantId,
      OR: [{ status: 'failed' }, { status: 'delivered', deliveredAt: { lte: deliveredBefore } }],
    },
    data: { status: 'waiting', failureCode: null, failureSentence: null },
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

/** Whether a later grant's credentials were put, or were about to be, in the secret that this grant held. */
export async function hasLaterSecretPut(tx: Transaction, hold: SecretHoldRow): Promise<boolean> {
  const { accountId, region, name, grantId, endsAt } = hold
  const later = await tx.secretHold.findFirst({
    where: {
      accountId,
      region,
      name,
      grantId: { not: grantId },
      startsAt: { gte: endsAt },
      sessionId: { not: null },
    },
    select: { grantId: true },
  })
  return later !== null
}
