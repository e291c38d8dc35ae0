import { expect, test } from 'vitest'
import { relinquishGrant } from '../grants/index'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { listEvents, listGrants, listSessions } from './index'

const domain = useDomain()

/** So many grants of alice's, with a session each, several at the same millisecond: as the database would hold them. */
async function manyGrants(alice: Context, carla: Context, count: number): Promise<void> {
  const grantId = await domain.grant(alice, [carla])
  await domain.asOwner(
    `insert into requests select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*
       from requests r, generate_series(2, $1)`,
    [count],
  )
  await domain.asOwner(
    `insert into grants
       select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(), 'request_id', r.id,
         'created_at', g.created_at - make_interval(secs => (row_number() over ()) / 7)))).*
       from grants g, requests r where g.id = $1 and r.id <> g.request_id`,
    [grantId],
  )
  await domain.asOwner(
    `insert into sessions (id, grant_id, person_id, delivery, source_identity, role_session_name,
         requested_duration_seconds, intended_at, expires_at, grant_ends_at)
       select gen_random_uuid(), g.id, g.person_id, 'console', 'alice', 'alice-' || g.id, 3600, g.created_at, g.ends_at, g.ends_at
       from grants g`,
  )
}

/** Every id of a list, in the order of its pages, and how many the pages held. */
async function allPages(
  list: typeof listGrants | typeof listSessions | typeof listEvents,
  ctx: Context,
  filter = {},
) {
  const [ids, sizes]: [string[], number[]] = [[], []]
  for (let cursor: string | null = null; ;) {
    const page: { items: readonly { id: string }[]; next: string | null } = await call(
      list as typeof listGrants,
      ctx,
      cursor === null ? filter : { ...filter, cursor },
    )
    ids.push(...page.items.map(({ id }) => id))
    sizes.push(page.items.length)
    if (page.next === null) return { ids, sizes }
    cursor = page.next
  }
}

test('grants, sessions and events are read page by page, newest first, none twice and none left out', async () => {
  const [alice, carla, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('audrey'),
  ]
  await manyGrants(alice, carla, 130)
  await domain.asOwner(
    `insert into audit_events (id, occurred_at, canonical)
       select new.id, e.occurred_at, jsonb_set(e.canonical::jsonb, '{id}', to_jsonb(new.id))::text
       from (select * from audit_events order by occurred_at desc, id desc limit 1) e,
         (select gen_random_uuid() as id from generate_series(1, 130)) new`,
  )
  for (const [list, table, time] of [
    [listGrants, 'grants', 'created_at'],
    [listSessions, 'sessions', 'intended_at'],
    [listEvents, 'audit_events', 'occurred_at'],
  ] as const) {
    const { ids, sizes } = await allPages(list, audrey)
    const stored = await domain.asOwner<{ id: string }>(
      `select id from ${table} order by ${time} desc, id desc`,
    )
    expect(ids, table).toEqual(stored.map(({ id }) => id))
    expect(sizes.slice(0, 2), table).toEqual([50, 50])
  }
})

test('what is added while one pages shifts nothing on the pages that follow', async () => {
  const [alice, carla, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('audrey'),
  ]
  await manyGrants(alice, carla, 70)
  const first = await call(listGrants, audrey, {})
  const before = await domain.asOwner<{ id: string }>(
    'select id from grants order by created_at desc, id desc',
  )
  for (let n = 0; n < 3; n++) await domain.grant(alice, [carla])
  const second = await call(listGrants, audrey, { cursor: first.next })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})

test('“who had it at that moment” takes the start in and leaves the end out, planned or early (invariant 2)', async () => {
  const [alice, bob, carla, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
    await domain.signIn('audrey'),
  ]
  const full = await domain.grant(alice, [carla])
  const early = await domain.grant(bob, [carla])
  await domain.moveClock(600)
  await call(relinquishGrant, bob, { grantId: early })
  await domain.moveClock(3 * 3600)
  const rows = await domain.database.grant.findMany()
  const [a, b] = [rows.find(({ id }) => id === full), rows.find(({ id }) => id === early)]
  if (!a || !b?.endedAt) throw new Error('the grants are missing')
  const at = async (time: Date, milliseconds: number) => {
    const instant = new Date(time.getTime() + milliseconds).toISOString()
    return (await call(listGrants, audrey, { at: instant })).items.map(({ id }) => id)
  }
  expect(await at(a.startsAt, -1)).not.toContain(full)
  expect(await at(a.startsAt, 0)).toContain(full)
  expect(await at(a.endsAt, -1)).toContain(full)
  expect(await at(a.endsAt, 0)).not.toContain(full)
  expect(await at(b.endedAt, -1)).toContain(early)
  expect(await at(b.endedAt, 0)).not.toContain(early)
})

test('grants are found by person, entitlement, account, bucket and status, and by all of them together', async () => {
  const [alice, bob, carla, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
    await domain.signIn('audrey'),
  ]
  const reports = await domain.grant(alice, [carla])
  const lake = await domain.grant(bob, [carla], { entitlementId: 'lake' })
  const role = await domain.grant(bob, [carla], { entitlementId: 'operator', durationMinutes: 15 })
  await domain.moveClock(20 * 60)
  const found = async (filter: object) =>
    (await call(listGrants, audrey, filter)).items.map(({ id }) => id).sort()
  expect(await found({ person: 'ALI' })).toEqual([reports])
  expect(await found({ person: 'bob' })).toEqual([lake, role].sort())
  expect(await found({ person: 'nobody' })).toEqual([])
  expect(await found({ person: '%' })).toEqual([])
  expect(await found({ person: '_' })).toEqual([])
  expect(await found({ person: `' or 1=1 --` })).toEqual([])
  expect(await found({ person: '  ' })).toHaveLength(3)
  expect(await found({ entitlementId: 'lake' })).toEqual([lake])
  expect(await found({ accountId: '222222222222' })).toHaveLength(3)
  expect(await found({ bucket: 'finance-reports' })).toEqual([reports])
  expect(await found({ bucket: 'finance' })).toEqual([])
  expect(await found({ status: 'ended' })).toEqual([role])
  expect(await found({ status: 'active' })).toEqual([reports, lake].sort())
  expect(await found({ status: 'active', person: 'bob', accountId: '222222222222' })).toEqual([lake])
})

test('a period takes its start in and leaves its end out', async () => {
  const [alice, carla, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('audrey'),
  ]
  const grantId = await domain.grant(alice, [carla])
  const { createdAt } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  const time = createdAt.toISOString()
  const later = new Date(createdAt.getTime() + 1).toISOString()
  for (const [list, filter] of [
    [listGrants, {}],
    [listEvents, { type: 'grant.opened' }],
  ] as const) {
    const count = async (period: object) =>
      (await call(list as typeof listGrants, audrey, { ...filter, ...period })).items.length
    expect(await count({ from: time, to: later })).toBe(1)
    expect(await count({ from: later })).toBe(0)
    expect(await count({ to: time })).toBe(0)
  }
})

test('events are found by type, actor, request and grant', async () => {
  const [alice, bob, carla, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
    await domain.signIn('audrey'),
  ]
  const grantId = await domain.grant(alice, [carla])
  await domain.grant(bob, [carla])
  const { requestId } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  const types = async (filter: object) =>
    (await call(listEvents, audrey, filter)).items.map(({ type }) => type)
  expect(await types({ requestId })).toEqual([
    'grant.opened',
    'request.approved',
    'decision.made',
    'request.submitted',
  ])
  expect(await types({ requestId: requestId.toUpperCase() })).toHaveLength(4)
  expect(await types({ grantId })).toEqual(['grant.opened'])
  expect(await types({ type: 'request.submitted', person: 'bob' })).toEqual(['request.submitted'])
  expect(await types({ type: 'request.submitted' })).toHaveLength(2)
  expect(await types({ person: 'nobody' })).toEqual([])
})

test('a filter that is malformed is refused at its field', async () => {
  const audrey = await domain.signIn('audrey')
  for (const [filter, field] of [
    [{ at: 'yesterday' }, 'at'],
    [{ status: 'open' }, 'status'],
    [{ person: 'a\0b' }, 'person'],
    [{ bucket: 'x'.repeat(201) }, 'bucket'],
    [{ cursor: 'AAAA' }, 'cursor'],
  ] as const)
    await expect(call(listGrants, audrey, filter), field).rejects.toMatchObject({
      code: 'ERR_INPUT',
      fields: [{ field }],
    })
  await expect(call(listEvents, audrey, { grantId: 'x' })).rejects.toMatchObject({ code: 'ERR_INPUT' })
})

test('for anybody but auditors the history does not exist', async () => {
  for (const handle of ['alice', 'carla', 'dmitri', 'stranger']) {
    const ctx = await domain.signIn(handle)
    for (const list of [listGrants, listSessions, listEvents])
      await expect(call(list as typeof listGrants, ctx, {}), handle).rejects.toMatchObject({
        code: 'ERR_NOT_FOUND',
      })
  }
  const administrator = await domain.signIn('ada', { groups: ['administrators'] })
  await expect(call(listGrants, administrator, {})).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await expect(call(listEvents, administrator, { grantId: newId() })).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
})
