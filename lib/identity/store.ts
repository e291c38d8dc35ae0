import type { Transaction } from '../db/client'
import { newId, newPersonCode } from '../kernel/ids'
import type { IdentityClaims } from './claims'

export type PersonRow = {
  id: string
  handle: string
  code: string
  name: string
  email: string | null
  managerHandle: string | null
}
export type SignInRow = { id: string; personId: string; handle: string; name: string }
export type LiveSignIn = {
  signInId: string
  authenticatedAt: Date
  personId: string
  handle: string
  code: string
  name: string
  email: string | null
  handleIsUnique: boolean
  managerHandle: string | null
  groups: string[]
}

/** The sign-in with this token, with its person and groups as of now, if neither of its limits has passed nor the person is suspended. */
export async function findLiveSignIn(
  tx: Transaction,
  hash: string,
  idleMinutes: number,
  touch = false,
): Promise<LiveSignIn | undefined> {
  const rows = await tx.$queryRaw<LiveSignIn[]>`
    with live as (select s.id as "signInId", s.authenticated_at as "authenticatedAt",
      p.id as "personId", p.handle, p.code, p.name, p.email, p.manager_handle as "managerHandle",
      not exists (select 1 from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m
        where m.person_id = p.id and m.valid_until > (select daypass_now()) order by 1) as groups
    from sign_ins s join people p on p.id = s.person_id
    where s.token_hash = ${hash}
      and not exists (select from suspensions u where u.person_id = p.id and u.lifted_at is null)
      and s.expires_at > (select daypass_now())
      and s.last_seen_at > (select daypass_now()) - make_interval(mins => ${idleMinutes}::int)),
    touched as (
      update sign_ins set last_seen_at = daypass_now()
      where ${touch} and id = (select "signInId" from live) and last_seen_at < (select daypass_now()) - interval '1 minute')
    select * from live`
  return rows[0]
}

/** Deletes the sign-in with this token and tells whose it was. */
export async function deleteSignIn(tx: Transaction, hash: string): Promise<SignInRow | undefined> {
  const rows = await tx.$queryRaw<SignInRow[]>`
    delete from sign_ins s using people p where p.id = s.person_id and s.token_hash = ${hash}
    returning s.id, s.person_id as "personId", p.handle, p.name`
  return rows[0]
}

/** Deletes every sign-in of a person and answers their ids. */
export async function deleteSignInsOf(tx: Transaction, personId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    delete from sign_ins where person_id = ${personId}::uuid returning id`
  return rows.map(({ id }) => id)
}

/** Deletes every sign-in that passed one of its limits, a hundred at most, and tells which one. */
export async function deleteLapsedSignIns(
  tx: Transaction,
  idleMinutes: number,
): Promise<(SignInRow & { expired: boolean })[]> {
  return tx.$queryRaw<(SignInRow & { expired: boolean })[]>`
    with lapsed as (
      select id from sign_ins
      where expires_at <= (select daypass_now())
        or last_seen_at <= (select daypass_now()) - make_interval(mins => ${idleMinutes}::int)
      limit 100 for update skip locked)
    delete from sign_ins s using lapsed, people p where s.id = lapsed.id and p.id = s.person_id
    returning s.id, s.person_id as "personId", p.handle, p.name, s.expires_at <= (select daypass_now()) as expired`
}

/** The person whom (issuer, subject) is, locked; two first sign-ins at once wait for each other here. */
export async function lockPerson(tx: Transaction, claims: IdentityClaims): Promise<PersonRow | undefined> {
  const identity = JSON.stringify([claims.issuer, claims.subject])
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${identity}, 0))`
  const rows = await tx.$queryRaw<PersonRow[]>`
    select p.id, p.handle, p.code, p.name, p.email, p.manager_handle as "managerHandle"
    from people p join identity_links l on l.person_id = p.id
    where l.issuer = ${claims.issuer} and l.subject = ${claims.subject} for update of p`
  return rows[0]
}

/** A new person with a code that nobody else has, and the link to their identity. */
export async function createPerson(
  tx: Transaction,
  claims: IdentityClaims,
  createdAt: Date,
  newCode: () => string = newPersonCode,
): Promise<PersonRow> {
  const { issuer, subject, handle, name, email, managerHandle } = claims
  const id = newId()
  for (let attempt = 0; attempt < 5; attempt++) {
    const rows = await tx.$queryRaw<PersonRow[]>`
      insert into people (id, handle, code, name, email, manager_handle, created_at)
      values (${id}::uuid, ${handle}, ${newCode()}, ${name}, ${email}, ${managerHandle}, ${createdAt})
      on conflict (code) do nothing returning id, handle, code, name, email, manager_handle as "managerHandle"`
    if (rows[0] === undefined) continue
    await tx.identityLink.create({ data: { id: newId(), personId: id, issuer, subject } })
    return rows[0]
  }
  throw new Error('five random codes in a row were taken')
}

export async function updatePerson(
  tx: Transaction,
  id: string,
  data: { name: string; email: string | null; managerHandle: string | null },
): Promise<void> {
  await tx.person.update({ where: { id }, data })
}

/** What the identity provider said last takes the place of what it said before. */
export async function replaceMemberships(
  tx: Transaction,
  personId: string,
  groups: readonly string[],
  validUntil: Date,
): Promise<void> {
  await tx.membership.deleteMany({ where: { personId } })
  await tx.membership.createMany({ data: groups.map((group) => ({ personId, group, validUntil })) })
}

export async function createSignIn(
  tx: Transaction,
  row: {
    id: string
    personId: string
    tokenHash: string
    createdAt: Date
    expiresAt: Date
    authenticatedAt: Date
  },
): Promise<void> {
  await tx.signIn.create({ data: { ...row, lastSeenAt: row.createdAt } })
}
