import type { Database, Transaction } from '../../db/client'
import type { InTransaction } from '../../db/transaction'
import { DaypassError } from '../../kernel/errors'
import type { ErrorCode } from '../../kernel/errors'

export type Answer = { code: ErrorCode | 'ok'; output: unknown }

/** What is left of calls. */
export type Left = {
  /** Whether any row of any table but the log's and the jobs' is another than before. */
  changed: boolean
  /** The types of the log's new lines. */
  events: string[]
  /** How many jobs are new. */
  jobs: number
}

type Rehearsed = { answers: Answer[]; left: Left }

class TakenBack extends Error {}

/**
 * Makes calls one after the other on the real database, in a transaction that is never committed; their own are savepoints
 * of it. A success is taken back before the next call, unless it has to leave `nothing`: what refusals leave is answered,
 * and those successes.
 */
export async function rehearse(
  database: Database,
  calls: readonly ((inTransaction: InTransaction) => Promise<unknown>)[],
  successesLeave: 'nothing' | 'something',
): Promise<Rehearsed> {
  let rehearsed: Rehearsed | undefined
  const played = database.$transaction(
    async (tx) => {
      const before = await stateOf(tx)
      const answers: Answer[] = []
      for (const call of calls) {
        await tx.$executeRaw`savepoint of_a_call`
        const answer = await answerOf(() => call(within(tx)))
        if (answer.code === 'ok' && successesLeave === 'something')
          await tx.$executeRaw`rollback to savepoint of_a_call`
        answers.push(answer)
      }
      const after = await stateOf(tx)
      const changed = before.digest !== after.digest
      const events = after.events.slice(before.events.length)
      rehearsed = { answers, left: { changed, events, jobs: after.jobs - before.jobs } }
      throw new TakenBack()
    },
    { timeout: 120_000 },
  )
  await played.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  if (rehearsed === undefined) throw new Error('the rehearsal ended before its end')
  return rehearsed
}

async function answerOf(call: () => Promise<unknown>): Promise<Answer> {
  try {
    return { code: 'ok', output: await call() }
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    return { code: error.code, output: undefined }
  }
}

function within(tx: Transaction): InTransaction {
  return async (work) => {
    await tx.$executeRaw`savepoint of_a_verb`
    try {
      return await work(tx)
    } catch (error) {
      await tx.$executeRaw`rollback to savepoint of_a_verb`
      throw error
    }
  }
}

type State = { digest: string; events: string[]; jobs: number }

let question: string | undefined

async function stateOf(tx: Transaction): Promise<State> {
  question ??= await questionOfState(tx)
  const [row] = await tx.$queryRawUnsafe<State[]>(question)
  if (row === undefined) throw new Error('a query without a condition answered no row')
  return row
}

async function questionOfState(tx: Transaction): Promise<string> {
  const tables = await tx.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public'
      and tablename not in ('_prisma_migrations', 'audit_events') order by 1`
  const rows = tables.map(
    ({ name }) =>
      `select '${name}' as name, string_agg(t::text, E'\\n' order by t::text) as rows from ${name} t`,
  )
  return `
    select (select md5(string_agg(name || coalesce(rows, ''), E'\\n' order by name))
        from (${rows.join(' union all ')}) p) as digest,
      (select array_agg(body ->> 'type' order by id) from audit_events) as events,
      (select count(*)::int from graphile_worker._private_jobs) as jobs`
}
