import type { Database, Transaction } from '../../db/client'
import type { InTransaction } from '../../db/transaction'
import { DaypassError } from '../../kernel/errors'
import type { ErrorCode } from '../../kernel/errors'

/** What came of a call, as it would be stored had it not been taken back. */
export type Rehearsed = {
  code: ErrorCode | 'ok'
  output: unknown
  /** Whether any row of any table but the log's and the jobs' is another than before. */
  changed: boolean
  /** The types of the log's new lines. */
  events: string[]
  /** How many jobs are new. */
  jobs: number
}

class TakenBack extends Error {}

/** Runs a call on the real database in a transaction that is never committed. Its own are savepoints of that one. */
export async function rehearse(
  database: Database,
  call: (inTransaction: InTransaction) => Promise<unknown>,
): Promise<Rehearsed> {
  let rehearsed: Rehearsed | undefined
  const played = database.$transaction(
    async (tx) => {
      const before = await stateOf(tx)
      const answer = await answerOf(call(within(tx)))
      const after = await stateOf(tx)
      const events = after.events.slice(before.events.length)
      const changed = before.digest !== after.digest
      rehearsed = { ...answer, changed, events, jobs: after.jobs - before.jobs }
      throw new TakenBack()
    },
    { timeout: 30_000 },
  )
  await played.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  if (rehearsed === undefined) throw new Error('the rehearsal ended before its end')
  return rehearsed
}

async function answerOf(answering: Promise<unknown>): Promise<Pick<Rehearsed, 'code' | 'output'>> {
  try {
    return { code: 'ok', output: await answering }
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    return { code: error.code, output: undefined }
  }
}

function within(tx: Transaction): InTransaction {
  return async (work) => {
    await tx.$executeRaw`savepoint of_a_verb`
    try {
      const value = await work(tx)
      await tx.$executeRaw`release savepoint of_a_verb`
      return value
    } catch (error) {
      await tx.$executeRaw`rollback to savepoint of_a_verb`
      throw error
    }
  }
}

type State = { digest: string; events: string[]; jobs: number }

async function stateOf(tx: Transaction): Promise<State> {
  const tables = await tx.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public'
      and tablename not in ('_prisma_migrations', 'audit_events') order by 1`
  const parts = tables.map(
    ({ name }) => `select '${name}' as name, string_agg(t::text, E'\\n' order by t::text) as rows from ${name} t`,
  )
  const [row] = await tx.$queryRawUnsafe<State[]>(`
    select (select md5(string_agg(name || coalesce(rows, ''), E'\\n' order by name)) from (${parts.join(' union all ')}) p)
        as digest,
      (select array_agg(body ->> 'type' order by id) from audit_events) as events,
      (select count(*)::int from graphile_worker._private_jobs) as jobs`)
  if (row === undefined) throw new Error('a query without a condition answered no row')
  return row
}
