import { inject } from 'vitest'
import { moveDatabaseClock } from '@/scripts/clock-database'
import { withClient } from '@/scripts/postgres/roles'

export interface TestDatabase {
  /** Connects as the portal and the worker do, with the application's rights only. */
  appUrl: string
  /** Connects as the owner of the tables. */
  ownerUrl: string
  /** Connects as whoever may do anything. */
  superuserUrl: string
  /** Moves `daypass_now()` to so many seconds ahead of the real time. */
  setClock: (offsetSeconds: number) => Promise<void>
  /** Empties every table, the log that refuses it included, and sets the clock back. */
  reset: () => Promise<void>
}

let prepared: Promise<TestDatabase> | undefined

// Deletes where something is, for after most tests that is a table in four, and to truncate them all takes five times
// as long. Only as a replica do the triggers keep still that refuse it, and do foreign keys ask for no order.
const EMPTIED = `
do $$
declare
  name text;
  is_filled boolean;
begin
  set local session_replication_role = replica;
  for name in
    select format('%I.%I', schemaname, tablename) from pg_tables
    where schemaname = 'public' and tablename <> '_prisma_migrations'
       or schemaname = 'graphile_worker' and tablename in ('_private_jobs', '_private_job_queues')
  loop
    execute format('select exists (select from %s)', name) into is_filled;
    if is_filled then
      execute format('delete from %s', name);
    end if;
  end loop;
end $$`

/**
 * The database of this test file: a fresh copy of the migrated template, which no other worker uses. The same
 * one at every call within a file.
 */
export function testDatabase(): Promise<TestDatabase> {
  return (prepared ??= prepare())
}

async function prepare(): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `test_${process.env['VITEST_POOL_ID'] ?? '0'}`
  await withClient(server.superuserUrl, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} owner daypass template ${server.template}`)
  })
  const ownerUrl = onDatabase(server.ownerUrl, name)
  const superuserUrl = onDatabase(server.superuserUrl, name)
  const setClock = (offsetSeconds: number) =>
    withClient(ownerUrl, (client) => moveDatabaseClock(client, offsetSeconds))
  return {
    appUrl: onDatabase(server.appUrl, name),
    ownerUrl,
    superuserUrl,
    setClock,
    reset: async () => {
      await withClient(superuserUrl, (client) => client.query(EMPTIED))
      await setClock(0)
    },
  }
}

function onDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = database
  return changed.href
}
