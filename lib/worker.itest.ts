import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openDatabase } from './db/client'
import type { Database } from './db/client'
import { transactions } from './db/transaction'
import { startSignIn } from './identity/index'
import type { SignInRules, SystemContext } from './identity/index'
import { readWorkState, WorkerLife } from './jobs/index'
import { createLiveUpdates } from './notifications/index'
import type { LiveNews, LiveUpdates } from './notifications/index'
import { testDatabase } from './testing/database'
import type { TestDatabase } from './testing/database'
import { runWorker } from './worker'

const signInRules: SignInRules = {
  issuer: 'https://idp.example',
  clientId: 'daypass',
  handleClaim: 'preferred_username',
  groupsClaim: 'groups',
  idleMinutes: 60,
  absoluteMinutes: 720,
  roleGroups: { requester: [], auditor: [], administrator: [] },
}
let fixture: TestDatabase
let database: Database
let system: SystemContext
let owner: pg.Client
let ends: (() => Promise<void>)[]

beforeAll(async () => {
  fixture = await testDatabase()
  database = openDatabase(fixture.appUrl)
  system = { inTransaction: transactions(database), clouds: {} as never, portalUrl: 'http://127.0.0.1' }
})
beforeEach(async () => {
  await fixture.reset()
  owner = new pg.Client({ connectionString: fixture.ownerUrl })
  await owner.connect()
  ends = [() => owner.end()]
})
afterEach(async () => {
  for (const end of ends.reverse()) await end()
})
afterAll(() => database.$disconnect())

function startWorker(): void {
  const stop = new AbortController()
  const running = runWorker(
    { databaseUrl: fixture.appUrl, system, signInRules, secretStore: {} as never, mail: null },
    stop.signal,
  )
  ends.push(async () => {
    stop.abort()
    await running
  })
}

function portal(): { updates: LiveUpdates; heard: LiveNews[] } {
  const updates = createLiveUpdates(fixture.appUrl)
  const heard: LiveNews[] = []
  updates.follow((news) => heard.push(news), 0)
  ends.push(() => {
    updates.close()
    return Promise.resolve()
  })
  return { updates, heard }
}

async function signIn(): Promise<string> {
  const claims = {
    issuer: 'https://idp.example',
    subject: 'alice',
    handle: 'alice',
    name: 'Alice',
    email: null,
    groups: [],
    managerHandle: null,
    authenticatedAt: new Date(),
  }
  await startSignIn(system, signInRules, { claims, presentToken: undefined })
  return (await database.signIn.findFirstOrThrow()).id
}

const soon = { timeout: 15_000, interval: 50 }

test('what happens in one process is told to every portal process, by way of the worker', async () => {
  const [one, other] = [portal(), portal()]
  await vi.waitFor(() => {
    expect([one.heard, other.heard]).toEqual([['missed'], ['missed']])
  }, soon)
  const signInId = await signIn()
  startWorker()
  await fixture.setClock(61 * 60)
  const ended = { ids: [], endedSignInId: signInId }
  await vi.waitFor(() => {
    expect(one.heard).toContainEqual(ended)
  }, soon)
  await vi.waitFor(() => {
    expect(other.heard).toContainEqual(ended)
  }, soon)
})

test('a follower is told at once what it missed between reading a page and following it', async () => {
  const { updates, heard } = portal()
  await vi.waitFor(() => {
    expect(heard).toEqual(['missed'])
  }, soon)
  await owner.query(`select pg_notify('daypass_live', '{"ids":["a"]}')`)
  await vi.waitFor(() => {
    expect(heard).toHaveLength(2)
  }, soon)
  const late: LiveNews[] = []
  updates.follow((news) => late.push(news), 5000)
  expect(late).toEqual(['missed', { ids: ['a'] }])
})

test('live updates come back by themselves when the database cut them off, and say that some may be missed', async () => {
  const { heard } = portal()
  await vi.waitFor(() => {
    expect(heard).toEqual(['missed'])
  }, soon)
  await cutAllOff()
  await vi.waitFor(() => {
    expect(heard).toEqual(['missed', 'missed'])
  }, soon)
})

test('the worker goes on by itself when the database cut it off', async () => {
  startWorker()
  await vi.waitFor(async () => {
    expect((await state()).workerSeenSecondsAgo).not.toBeNull()
  }, soon)
  await cutAllOff()
  await signIn()
  await vi.waitFor(async () => {
    expect(await jobs()).toBe(0)
  }, soon)
})

test('the worker goes on by itself when the database cut it off at its first look for jobs', async () => {
  await owner.query('begin; lock table graphile_worker._private_tasks in access exclusive mode')
  startWorker()
  await vi.waitFor(async () => {
    expect(await waitingForLocks()).toBeGreaterThan(0)
  }, soon)
  await cutAllOff()
  await owner.query('commit')
  await signIn()
  await vi.waitFor(async () => {
    expect(await jobs()).toBe(0)
  }, soon)
})

test('a worker that ended says so', async () => {
  startWorker()
  await vi.waitFor(async () => {
    expect((await state()).workerSeenSecondsAgo).not.toBeNull()
  }, soon)
  await ends.pop()?.()
  expect((await state()).workerSeenSecondsAgo).toBeNull()
})

test('a job that a dead worker holds is freed, and one that a living worker holds is not', async () => {
  const [living, other] = [new WorkerLife(fixture.appUrl, 'living'), new WorkerLife(fixture.appUrl, 'other')]
  ends.push(
    () => living.end(),
    () => other.end(),
  )
  living.add('pool-living')
  await living.beat()
  await signIn()
  await signIn()
  await hold('pool-dead', 'pool-living')
  await other.beat()
  const { rows } = await owner.query('select locked_by from graphile_worker.jobs where locked_by is not null')
  expect(rows).toEqual([{ locked_by: 'pool-living' }])
})

test('a job that nobody takes is seen to be late', async () => {
  await signIn()
  await owner.query(`update graphile_worker._private_jobs set run_at = now() - interval '5 minutes'`)
  expect((await state()).oldestDueSeconds).toBeGreaterThan(290)
})

function state() {
  return system.inTransaction(readWorkState)
}

async function jobs(): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from graphile_worker.jobs',
  )
  return rows[0]?.count ?? -1
}

// Not by way of pg_stat_activity: within a transaction that shows for ever who was there at its first reading.
async function waitingForLocks(): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(*)::int as count from pg_locks
     where not granted and relation = 'graphile_worker._private_tasks'::regclass
       and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows[0]?.count ?? 0
}

/** Marks the oldest jobs as taken by these workers a minute ago. */
async function hold(...workers: string[]): Promise<void> {
  await owner.query(
    `update graphile_worker._private_jobs j set locked_at = now() - interval '1 minute', locked_by = h.worker
     from (select id, row_number() over (order by id) as n from graphile_worker._private_jobs) o
     join unnest($1::text[]) with ordinality as h (worker, n) on h.n = o.n where o.id = j.id`,
    [workers],
  )
}

// A role may end its own connections. Those of the test itself go first, in order: it is not what is cut off.
async function cutAllOff(): Promise<void> {
  await database.$disconnect()
  const client = new pg.Client({ connectionString: fixture.appUrl })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  )
  await client.end()
}
