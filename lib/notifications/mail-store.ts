import type { Prisma, Transaction } from '../db/client'
import { enqueue } from '../jobs/index'
import { newId } from '../kernel/ids'
import { mailMoves } from './machine'
import type { MailMove } from './machine'
import type { MailKind } from './schema'

/** A mail's row. */
export type MailRow = NonNullable<Awaited<ReturnType<typeof findMail>>>

// Jobs of one queue run one after the other: a provider that hangs takes one of the worker's places, not all.
function enqueueMail(tx: Transaction, mailId: string): Promise<void> {
  return enqueue(tx, 'send-mail', { mailId }, { queue: 'mail', key: `mail ${mailId}` })
}

/** Of very many mails for one event the rest get their jobs from `queueDue`, so that no transaction grows with them. */
const QUEUED_AT_ONCE = 100

export function findMail(tx: Transaction, id: string) {
  return tx.mail.findUnique({ where: { id } })
}

export type NewMail = {
  eventId: string
  kind: MailKind
  requestId: string | null
  grantId: string | null
  personId: string | null
  name: string
  address: string
  createdAt: Date
  dueAt: Date
}

/** Writes mails, one per event and address: what stands there already stays as it is. Those due get their jobs, or soon will. */
export async function insertMails(tx: Transaction, mails: readonly NewMail[], now: Date): Promise<void> {
  const rows = mails.map((mail, index) => ({
    ...mail,
    id: newId(),
    queuedAt: mail.dueAt <= now && index < QUEUED_AT_ONCE ? now : null,
  }))
  const inserted = await tx.mail.createManyAndReturn({ data: rows, skipDuplicates: true })
  for (const mail of inserted) if (mail.queuedAt !== null) await enqueueMail(tx, mail.id)
}

/**
 * Makes jobs for mails that have become due, and for those whose job came to nothing; returns how many. Those that
 * another worker holds are left to it.
 */
export async function queueDue(tx: Transaction, now: Date, lostBefore: Date, limit: number): Promise<number> {
  const due = await tx.$queryRaw<{ id: string }[]>`
    update mails set queued_at = ${now} where id in (
      select id from mails
      where state = 'pending' and due_at <= ${now} and (queued_at is null or queued_at < ${lostBefore})
      order by due_at limit ${limit} for update skip locked)
    returning id`
  for (const { id } of due) await enqueueMail(tx, id)
  return due.length
}

/** Locks a mail until the transaction ends; false if another transaction has it or there is none. */
export async function lockMail(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select from mails where id = ${id}::uuid for update skip locked`
  return rows.length === 1
}

/** Locks the mails of a kind that are due for an address, the oldest first; those that others hold are left out. */
export async function lockWaiting(
  tx: Transaction,
  { address, kind }: Pick<MailRow, 'address' | 'kind'>,
  now: Date,
  limit: number,
): Promise<MailRow[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from mails
    where address = ${address} and kind = ${kind}::mail_kind and state = 'pending' and due_at <= ${now}
    order by created_at, id limit ${limit} for update skip locked`
  return tx.mail.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

/** When mails of a kind were last sent to an address, newest first. */
export async function lastSent(
  tx: Transaction,
  { address, kind }: Pick<MailRow, 'address' | 'kind'>,
  since: Date,
): Promise<Date[]> {
  const rows = await tx.mail.findMany({
    where: { address, kind, state: 'sent', settledAt: { gt: since } },
    select: { settledAt: true },
    orderBy: { settledAt: 'desc' },
    take: 10,
  })
  return rows.flatMap(({ settledAt }) => settledAt ?? [])
}

/** Puts mails off until a time: whoever looks for due ones then finds them. */
export async function putOff(tx: Transaction, ids: readonly string[], dueAt: Date): Promise<void> {
  await tx.mail.updateMany({
    where: { id: { in: [...ids] }, state: 'pending' },
    data: { dueAt, queuedAt: null },
  })
}

/** Notes that an attempt begins, before it does. Whoever finds it pending after `dueAt` may try again. */
export async function beginAttempt(
  tx: Transaction,
  ids: readonly string[],
  { subject, at, dueAt }: { subject: string | null; at: Date; dueAt: Date },
): Promise<void> {
  await tx.mail.updateMany({
    where: { id: { in: [...ids] } },
    data: { attempts: { increment: 1 }, lastAttemptAt: at, dueAt, queuedAt: null },
  })
  const [first] = ids
  if (first !== undefined) await tx.mail.update({ where: { id: first }, data: { subject } })
}

type Noted = Pick<
  Prisma.MailUpdateManyMutationInput,
  'providerId' | 'digestId' | 'errorCode' | 'errorSentence'
>

/** The guarded move of mails out of one of its first states; returns how many moved. */
export async function moveMails(
  tx: Transaction,
  ids: readonly string[],
  move: Exclude<MailMove, 'sendAgain'>,
  at: Date,
  noted: Noted = {},
): Promise<number> {
  const { from, to } = mailMoves[move]
  const { count } = await tx.mail.updateMany({
    where: { id: { in: [...ids] }, state: { in: [...from] } },
    data: { ...noted, state: to, settledAt: at, queuedAt: null },
  })
  return count
}

/** Keeps what an attempt failed with, and when the next one may be. */
export async function noteFailure(
  tx: Transaction,
  ids: readonly string[],
  failure: { errorCode: string; errorSentence: string; dueAt: Date },
): Promise<void> {
  await tx.mail.updateMany({
    where: { id: { in: [...ids] }, state: 'pending' },
    data: { ...failure, queuedAt: null },
  })
}

/** Gives a mail that was not sent all its attempts again, with a job; false if it is not one of those any more. */
export async function reviveMail(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { from, to } = mailMoves.sendAgain
  const { count } = await tx.mail.updateMany({
    where: { id, state: { in: [...from] } },
    data: { state: to, settledAt: null, attempts: 0, dueAt: now, queuedAt: now },
  })
  if (count === 1) await enqueueMail(tx, id)
  return count === 1
}

/** Mails that nobody tries to send any more, with their readers' addresses of now, newest first, from before a row on. */
export function deadMails(tx: Transaction, cursor: { at: Date; id: string } | undefined, take: number) {
  const after = cursor && {
    OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, id: { lt: cursor.id } }],
  }
  return tx.mail.findMany({
    where: { state: { in: ['refused', 'dead'] }, ...after },
    include: { person: { select: { email: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  })
}

/**
 * Whether mail about an entitlement's policy may be written now: at most one an hour. Whoever else asks for the same
 * entitlement waits until the caller's transaction ends.
 */
export async function claimPolicyNews(tx: Transaction, entitlementId: string): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('daypass.policy-news'), hashtext(${entitlementId}))`
  const written = await tx.$queryRaw<object[]>`
    select from audit_events e join mails m on m.event_id = e.id
    where e.body ->> 'type' = 'policy.failed' and e.body #>> '{about,entitlementId}' = ${entitlementId}
      and m.kind = 'policy' and m.created_at > (select daypass_now()) - interval '1 hour'
    limit 1`
  return written.length === 0
}
