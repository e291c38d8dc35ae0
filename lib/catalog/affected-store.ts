import type { Transaction } from '../db/client'
import { isSameHuman } from '../identity/index'
import type { Actor } from '../identity/index'
import { envelopeSchema, wishOf } from './envelope'
import type { KnownPerson } from './named'
import type { Touchable } from './touched'

type Row = {
  id: string
  entitlementId: string
  versionId: string
  personName: string
  handle: string
  handleIsUnique: boolean
  groups: string[]
  until: Date
  envelope: string
}

/** Grants of these entitlements that have not ended, the next to end first, with the groups of their people's last sign-in. */
export async function grantsInForce(
  tx: Transaction,
  entitlementIds: readonly string[],
): Promise<Touchable[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select g.id, g.entitlement_id as "entitlementId", g.entitlement_version_id as "versionId", p.name as "personName",
      p.handle, not exists (select from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m where m.person_id = p.id) as groups,
      g.ends_at as until, g.envelope
    from grants g join people p on p.id = g.person_id
    where g.status in ('scheduled', 'active') and g.ends_at > (select daypass_now())
      and g.entitlement_id = any(${[...entitlementIds]})
    order by g.ends_at, g.id`
  return rows.map(touchable)
}

/** Pending requests of these entitlements, the next to lapse first, as they were narrowed last. */
export async function requestsPending(
  tx: Transaction,
  entitlementIds: readonly string[],
): Promise<Touchable[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select r.id, r.entitlement_id as "entitlementId", r.entitlement_version_id as "versionId", p.name as "personName",
      p.handle, not exists (select from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m where m.person_id = p.id) as groups, r.lapses_at as until,
      coalesce((select n.envelope from narrowings n where n.request_id = r.id order by n.created_at desc, n.id desc limit 1),
        r.envelope) as envelope
    from requests r join people p on p.id = r.person_id
    where r.status = 'pending' and r.entitlement_id = any(${[...entitlementIds]})
    order by r.lapses_at, r.id`
  return rows.map(touchable)
}

function touchable({ envelope, handle, handleIsUnique, groups, ...row }: Row): Touchable {
  const wish = wishOf(envelopeSchema.parse(JSON.parse(envelope)))
  return { ...row, person: { handle, handleIsUnique, groups }, wish }
}

/** Everybody whom these groups and handles mean, as far as Daypass knows: by sign-ins that count and the catalogue's lists. */
export function peopleKnownAs(
  tx: Transaction,
  groups: readonly string[],
  handles: readonly string[],
): Promise<KnownPerson[]> {
  return tx.$queryRaw<KnownPerson[]>`
    select p.handle, p.name, m.group_name as "group" from memberships m join people p on p.id = m.person_id
    where m.group_name = any(${[...groups]}) and m.valid_until > (select daypass_now())
    union
    select p.handle, p.name, null from people p where p.handle = any(${[...handles]})
    union
    select l.handle, coalesce((select min(p.name) from people p where p.handle = l.handle), l.handle), l.group_name
    from listed_members l where l.group_name = any(${[...groups]})`
}

type Account = { personId: string; handle: string; email: string | null; groups: string[] }

/** An actor's own account and every other one with their address, with the groups of each one's last sign-in. */
export async function accountsOf(tx: Transaction, actor: Actor): Promise<Account[]> {
  const rows = await tx.$queryRaw<Account[]>`
    select p.id as "personId", p.handle, p.email,
      array(select m.group_name from memberships m where m.person_id = p.id) as groups
    from people p where p.id = ${actor.personId}::uuid or lower(p.email) = lower(${actor.email})`
  return rows.filter((row) => isSameHuman(row, actor))
}

/** Which of these handles somebody has as manager. */
export async function managersAmong(tx: Transaction, handles: readonly string[]): Promise<Set<string>> {
  const rows = await tx.person.findMany({
    where: { managerHandle: { in: [...handles] } },
    select: { managerHandle: true },
    distinct: ['managerHandle'],
  })
  return new Set(rows.flatMap(({ managerHandle }) => managerHandle ?? []))
}
