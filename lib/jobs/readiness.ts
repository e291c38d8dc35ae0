import type { Transaction } from '../db/client'

/** What the database says about the processes around it. */
export type WorkState = {
  appliedMigrations: readonly string[]
  /** Seconds since any worker was seen; null when none ever was. */
  workerSeenSecondsAgo: number | null
  /** How many seconds the oldest job that is due has been waiting. */
  oldestDueSeconds: number
  /** Jobs that failed as often as they may. Nobody tries them again. */
  exhaustedJobs: number
}

/** Real time throughout, for none of this moves with a clock that can be moved. */
export async function readWorkState(tx: Transaction): Promise<WorkState> {
  const migrations = await tx.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`
  const [work] = await tx.$queryRaw<Omit<WorkState, 'appliedMigrations'>[]>`
    select
      (select extract(epoch from clock_timestamp() - max(seen_at))::float8 from worker_heartbeats) as "workerSeenSecondsAgo",
      coalesce((select extract(epoch from clock_timestamp() - min(run_at))::float8 from graphile_worker.jobs
        where run_at <= now() and locked_at is null and attempts < max_attempts), 0) as "oldestDueSeconds",
      (select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as "exhaustedJobs"`
  if (work === undefined) throw new Error('a query without a condition answered no row')
  return { ...work, appliedMigrations: migrations.map(({ name }) => name) }
}
