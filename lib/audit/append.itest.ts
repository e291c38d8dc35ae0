import { expect, test } from 'vitest'
import { canonicalText } from '../kernel/canonical'
import type { Json } from '../kernel/canonical'
import { newId } from '../kernel/ids'
import { openConsole } from '../sessions/index'
import { call, useDomain } from '../testing/domain'
import { append } from './index'

const domain = useDomain()

type Row = { id: string; occurredAt: Date; canonical: string; body: unknown }

test('the application may add to the log and read it, and neither change nor shorten it (invariant 9)', async () => {
  await domain.signIn('alice')
  const before = await domain.database.auditEvent.findMany()
  // PostgreSQL only warns that nothing was granted.
  await domain.asApplication('grant all on audit_events to current_user')
  const attempts = [
    `update audit_events set canonical = '{}'`,
    `update audit_events set occurred_at = now()`,
    `delete from audit_events`,
    `truncate audit_events`,
    `truncate audit_events cascade`,
    `insert into audit_events (id, occurred_at, canonical) select id, now(), '{}' from audit_events
       on conflict (id) do update set canonical = excluded.canonical`,
    `merge into audit_events a using audit_events b on a.id = b.id when matched then delete`,
    `alter table audit_events disable trigger all`,
    `drop trigger audit_events_only_grow on audit_events`,
    `drop table audit_events`,
    `create rule forget as on insert to audit_events do instead nothing`,
    `set session_replication_role = replica`,
    `create or replace function daypass_refuse_change() returns trigger language plpgsql as 'begin return old; end'`,
    `create or replace function daypass_now() returns timestamptz language sql as 'select now()'`,
  ]
  for (const sql of attempts)
    await expect(domain.asApplication(sql), sql).rejects.toMatchObject({ code: '42501' })
  expect(await domain.database.auditEvent.findMany()).toEqual(before)
})

test('the owner of the table cannot change the log in passing either (invariant 9)', async () => {
  await domain.signIn('alice')
  const before = await domain.database.auditEvent.findMany()
  for (const sql of [
    `update audit_events set canonical = canonical`,
    `delete from audit_events`,
    `truncate audit_events`,
    `merge into audit_events a using audit_events b on a.id = b.id when matched then delete`,
  ])
    await expect(domain.asOwner(sql), sql).rejects.toThrow('the audit log only grows')
  expect(await domain.database.auditEvent.findMany()).toEqual(before)
})

test('the application cannot rewrite what was decided, granted or offered', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  await domain.grant(alice, [carla])
  for (const sql of [
    'update decisions set comment = null',
    'delete from decisions',
    'delete from requests',
    'delete from grants',
    'delete from sessions',
    'delete from people',
    `update entitlement_versions set canonical = '{}'`,
    'delete from entitlement_versions',
    'delete from entitlements',
  ])
    await expect(domain.asApplication(sql), sql).rejects.toMatchObject({ code: '42501' })
})

test('every event of a whole story is canonical text, its body is that text, and one job waits for each (invariant 7)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], { reason: 'Grüße ﷽ "quoted" \\ \u2028 🧾' })
  await call(openConsole, alice, { sessionId: newId(), grantId })
  await call(openConsole, carla, { sessionId: newId(), grantId }).catch(() => undefined)
  const rows: Row[] = await domain.database.auditEvent.findMany()
  expect(rows.length).toBeGreaterThan(12)
  for (const row of rows) {
    const event = JSON.parse(row.canonical) as { id: string; occurredAt: string } & Record<string, Json>
    expect(canonicalText(event)).toBe(row.canonical)
    expect(row.body).toEqual(event)
    expect([event.id, event.occurredAt]).toEqual([row.id, row.occurredAt.toISOString()])
  }
  expect((await domain.eventsToReactTo()).sort()).toEqual(rows.map(({ id }) => id).sort())
})

test('an event and its job are written with the transaction or not at all (invariant 7)', async () => {
  const event = {
    type: 'test.tried',
    at: new Date(),
    actor: { kind: 'daypass' },
    about: {},
    data: {},
  } as const
  const failing = domain.system.inTransaction(async (tx) => {
    await append(tx, event)
    throw new Error('and then it failed')
  })
  await expect(failing).rejects.toThrow('and then it failed')
  expect(await domain.events('test.tried')).toEqual([])
  const before = (await domain.eventsToReactTo()).length
  const id = await domain.system.inTransaction((tx) => append(tx, event))
  expect((await domain.eventsToReactTo()).slice(before)).toEqual([id])
})

test('the log’s times are the database’s clock (invariant 13)', async () => {
  await domain.moveClock(86_400)
  const alice = await domain.signIn('alice')
  await domain.request(alice)
  const [event] = await domain.events('request.submitted')
  const ahead = new Date(event?.occurredAt ?? '').getTime() - Date.now()
  expect(Math.abs(ahead - 86_400_000)).toBeLessThan(30_000)
})
