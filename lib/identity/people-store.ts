import type { Transaction } from '../db/client'
import type { PeopleRule, Standing } from './schema'

/** Somebody whom a rule names: a person who has signed in, or (without `personId`) one whom the catalogue lists. */
export type NamedPerson = { personId: string | null; name: string; handle: string; email: string | null }

/**
 * The people whom a rule names now, as far as Daypass knows them: by a group of a sign-in that still counts, by a handle
 * that one person alone holds, and by the catalogue's lists for whom no sign-in counts; nobody suspended. For display
 * and mail: it authorizes nobody. All of them, by name: a page cuts the list itself, after leaving out whom it has to.
 */
export async function namedPeople(tx: Transaction, rule: PeopleRule): Promise<NamedPerson[]> {
  const groups = [...rule.groups]
  const handles = [...rule.people]
  return tx.$queryRaw<NamedPerson[]>`
    with known as (
      select p.id, p.name, p.handle, p.email from people p
      where not exists (select from suspensions s where s.person_id = p.id and s.lifted_at is null)
      and (exists (
        select from memberships m
        where m.person_id = p.id and m.group_name = any(${groups}) and m.valid_until > (select daypass_now()))
      or (not exists (select from people o where o.handle = p.handle and o.id <> p.id) and (
        p.handle = any(${handles})
        or (exists (select from listed_members l where l.handle = p.handle and l.group_name = any(${groups}))
          and not exists (
            select from memberships m where m.person_id = p.id and m.valid_until > (select daypass_now()))))))
    ), listed as (
      select l.handle, min(l.email) as email from listed_members l
      where l.group_name = any(${groups}) or l.handle = any(${handles}) group by l.handle
      union select h, null from unnest(${handles}::text[]) h where not exists (select from listed_members l where l.handle = h)
    ), strangers as (
      select handle, email from listed l where not exists (select from people p where p.handle = l.handle)
    )
    select id as "personId", name, handle, email from known
    union all select null, handle, handle, email from strangers
    order by 2, 3`
}

/**
 * By what text can name a person now, going by sign-ins that still count. Undefined when none does (then nothing is
 * known about their groups until they sign in again), and for somebody suspended.
 */
export async function standingOf(tx: Transaction, personId: string): Promise<Standing | undefined> {
  const [row] = await tx.$queryRaw<Standing[]>`
    select p.handle,
      not exists (select from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m
        where m.person_id = p.id and m.valid_until > (select daypass_now())) as groups
    from people p where p.id = ${personId}::uuid
      and not exists (select from suspensions s where s.person_id = p.id and s.lifted_at is null)`
  return row === undefined || row.groups.length === 0 ? undefined : row
}

/**
 * By what text could name a person at their last sign-in, ended or not: for what goes on while they are away. Undefined
 * if they never signed in with any group, and for somebody suspended.
 */
export async function lastStandingOf(tx: Transaction, personId: string): Promise<Standing | undefined> {
  const [row] = await tx.$queryRaw<Standing[]>`
    select p.handle,
      not exists (select from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m where m.person_id = p.id) as groups
    from people p where p.id = ${personId}::uuid
      and not exists (select from suspensions s where s.person_id = p.id and s.lifted_at is null)`
  return row === undefined || row.groups.length === 0 ? undefined : row
}

/** What is known of somebody who asks, whether they are there or not: by their last sign-in, ended or not. */
export type RequesterFacts = Standing & {
  personId: string
  managerHandle: string | null
  email: string | null
  suspended: boolean
}

/** The facts by which a request of this person is judged. Groups are those of the last sign-in: none if it gave none. */
export async function requesterFactsOf(tx: Transaction, personId: string): Promise<RequesterFacts> {
  const row = (await requesterFactsOfMany(tx, [personId])).get(personId)
  if (row === undefined) throw new Error(`person ${personId} is not known`)
  return row
}

/** The same of many people at once, by their ids. */
export async function requesterFactsOfMany(
  tx: Transaction,
  personIds: readonly string[],
): Promise<Map<string, RequesterFacts>> {
  const rows = await tx.$queryRaw<RequesterFacts[]>`
    select p.id as "personId", p.handle, p.email, p.manager_handle as "managerHandle",
      not exists (select from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m where m.person_id = p.id order by 1) as groups,
      exists (select from suspensions s where s.person_id = p.id and s.lifted_at is null) as suspended
    from people p where p.id = any(${[...personIds]}::uuid[])`
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Whether a sign-in has neither ended nor passed its absolute limit. */
export async function isSignedIn(tx: Transaction, signInId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select from sign_ins where id = ${signInId}::uuid and expires_at > (select daypass_now())`
  return rows.length === 1
}

/** The ids of people whose name or handle holds a text, in any case; at most `limit`. */
export async function peopleMatching(tx: Transaction, text: string, limit: number): Promise<string[]> {
  // Prisma hands the text to ILIKE as it is: without this, "_" would mean any character.
  const literal = text.replace(/[\\%_]/g, '\\$&')
  const contains = { contains: literal, mode: 'insensitive' } as const
  const people = await tx.person.findMany({
    where: { OR: [{ name: contains }, { handle: contains }] },
    select: { id: true },
    take: limit,
  })
  return people.map((person) => person.id)
}
