import type { Transaction } from '../db/client'
import type { PersonSummary } from './schema'

export type PersonSummaryRow = Omit<PersonSummary, 'suspendedAt'> & { suspendedAt: Date | null }

/** People who match, by handle, from after the person whose id the cursor is. */
export async function findPeople(
  tx: Transaction,
  filter: { q?: string | undefined; suspended?: 'yes' | undefined; cursor?: string | undefined },
  take: number,
): Promise<PersonSummaryRow[]> {
  const q = filter.q === undefined || filter.q === '' ? null : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
  const onlySuspended = filter.suspended === 'yes'
  const cursor = filter.cursor ?? null
  return tx.$queryRaw<PersonSummaryRow[]>`
    select p.id, p.name, p.handle, p.email, s.suspended_at as "suspendedAt",
      array(select m.group_name from memberships m where m.person_id = p.id order by 1) as groups
    from people p left join suspensions s on s.person_id = p.id and s.lifted_at is null
    where (${q}::text is null or p.name ilike ${q} or p.handle ilike ${q} or p.email ilike ${q})
      and (not ${onlySuspended} or s.id is not null)
      and (${cursor}::uuid is null or (p.handle, p.id) > (select c.handle, c.id from people c where c.id = ${cursor}::uuid))
    order by p.handle, p.id limit ${take}`
}

export type PersonPageRow = PersonSummaryRow & {
  code: string
  createdAt: Date
  handleIsUnique: boolean
  managerHandle: string | null
  managerId: string | null
  managerName: string | null
  lastSignInAt: Date | null
}

/** One person with what is known of them; their manager only where one person alone holds that handle. */
export async function findPersonPage(tx: Transaction, personId: string): Promise<PersonPageRow | undefined> {
  const rows = await tx.$queryRaw<PersonPageRow[]>`
    select p.id, p.name, p.handle, p.email, p.code, p.created_at as "createdAt",
      p.manager_handle as "managerHandle", b.id as "managerId", b.name as "managerName",
      s.suspended_at as "suspendedAt",
      not exists (select from people o where o.handle = p.handle and o.id <> p.id) as "handleIsUnique",
      array(select m.group_name from memberships m where m.person_id = p.id order by 1) as groups,
      (select e.occurred_at from audit_events e
        where e.body #>> '{actor,personId}' = p.id::text and e.body ->> 'type' = 'sign-in.started'
        order by e.occurred_at desc limit 1) as "lastSignInAt"
    from people p
    left join suspensions s on s.person_id = p.id and s.lifted_at is null
    left join people b on b.handle = p.manager_handle
      and not exists (select from people o where o.handle = b.handle and o.id <> b.id)
    where p.id = ${personId}::uuid`
  return rows[0]
}
