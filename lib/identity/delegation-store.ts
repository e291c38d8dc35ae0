import type { Transaction } from '../db/client'
import type { Standing } from './schema'

/** Somebody for whom another person stands in now. */
export type Delegator = Standing & { personId: string; name: string; email: string | null }

/**
 * For whom this person stands in at this moment, by name: windows that are running and were not ended, between two people
 * of whom neither is suspended. Each with the groups of their own last sign-in, ended or not, and with nothing that others
 * handed to them: there are no chains.
 */
export async function delegatorsOf(tx: Transaction, personId: string): Promise<Delegator[]> {
  return tx.$queryRaw<Delegator[]>`
    select p.id as "personId", p.name, p.handle, p.email,
      not exists (select from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m where m.person_id = p.id order by 1) as groups
    from people p
    where exists (
      select from delegations d
      where d.from_person_id = p.id and d.to_person_id = ${personId}::uuid and d.ended_at is null
        and d.starts_at <= (select daypass_now()) and d.ends_at > (select daypass_now()))
      and not exists (
        select from suspensions s where s.person_id in (p.id, ${personId}::uuid) and s.lifted_at is null)
    order by p.name, p.id`
}

const named = { select: { id: true, name: true, handle: true } } as const
const withPeople = { from: named, to: named } as const

export type DelegationRow = NonNullable<Awaited<ReturnType<typeof findDelegation>>>

export function findDelegation(tx: Transaction, id: string) {
  return tx.delegation.findUnique({ where: { id }, include: withPeople })
}

/** Locks a delegation until the transaction ends and reads it. */
export async function lockDelegation(tx: Transaction, id: string): Promise<DelegationRow | null> {
  await tx.$queryRaw`select from delegations where id = ${id}::uuid for update`
  return findDelegation(tx, id)
}

export type NewDelegation = {
  id: string
  fromPersonId: string
  toPersonId: string
  startsAt: Date
  endsAt: Date
  comment: string | null
  createdAt: Date
}

/** Writes a delegation; false if its id is taken, also by a call that was quicker. */
export async function insertDelegation(tx: Transaction, delegation: NewDelegation): Promise<boolean> {
  const { count } = await tx.delegation.createMany({ data: [delegation], skipDuplicates: true })
  return count === 1
}

export async function noteDelegationEnded(tx: Transaction, id: string, endedAt: Date): Promise<void> {
  await tx.delegation.update({ where: { id }, data: { endedAt } })
}

/** A person's delegations, given and taken, that run or are to come at an instant: the soonest end first. */
export function delegationsInForce(tx: Transaction, personId: string, now: Date): Promise<DelegationRow[]> {
  return tx.delegation.findMany({
    where: { OR: [{ fromPersonId: personId }, { toPersonId: personId }], endedAt: null, endsAt: { gt: now } },
    include: withPeople,
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
  })
}

/** How many of the delegations that a person gave run or are to come. */
export function countGiven(tx: Transaction, personId: string, now: Date): Promise<number> {
  return tx.delegation.count({ where: { fromPersonId: personId, endedAt: null, endsAt: { gt: now } } })
}

/** A person's delegations, given and taken, that are over: the latest end first. */
export function pastDelegations(
  tx: Transaction,
  personId: string,
  now: Date,
  take: number,
): Promise<DelegationRow[]> {
  return tx.delegation.findMany({
    where: {
      AND: [
        { OR: [{ fromPersonId: personId }, { toPersonId: personId }] },
        { OR: [{ endedAt: { not: null } }, { endsAt: { lte: now } }] },
      ],
    },
    include: withPeople,
    orderBy: [{ endsAt: 'desc' }, { id: 'desc' }],
    take,
  })
}

/** The people who hold a handle, two at most. */
export function holdersOf(tx: Transaction, handle: string) {
  return tx.person.findMany({
    where: { handle },
    select: { id: true, name: true, handle: true, email: true },
    take: 2,
  })
}

/** Somebody who stands in now, and for whom. */
export type StandIn = {
  personId: string
  name: string
  handle: string
  email: string | null
  forPersonId: string
  forName: string
}

/** Who stands in for these people at this moment, by name; as `delegatorsOf`, from the other side. For display and mail. */
export async function standInsFor(tx: Transaction, personIds: readonly string[]): Promise<StandIn[]> {
  if (personIds.length === 0) return []
  return tx.$queryRaw<StandIn[]>`
    select distinct p.id as "personId", p.name, p.handle, p.email, f.id as "forPersonId", f.name as "forName"
    from delegations d join people p on p.id = d.to_person_id join people f on f.id = d.from_person_id
    where d.from_person_id = any(${[...personIds]}::uuid[]) and d.ended_at is null
      and d.starts_at <= (select daypass_now()) and d.ends_at > (select daypass_now())
      and not exists (
        select from suspensions s where s.person_id in (p.id, f.id) and s.lifted_at is null)
    order by 2, 1`
}
