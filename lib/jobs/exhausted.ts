import type { Transaction } from '../db/client'

/** A job that failed as often as it may: nobody tries it again by itself. Times are of the real clock. */
export type ExhaustedJob = {
  id: string
  task: string
  attempts: number
  lastError: string | null
  createdAt: Date
  lastTriedAt: Date
}

/** Exhausted jobs, the last one first. */
export function exhaustedJobs(tx: Transaction, take: number): Promise<ExhaustedJob[]> {
  return tx.$queryRaw<ExhaustedJob[]>`
    select id::text as id, task_identifier as task, attempts::int as attempts, last_error as "lastError",
      created_at as "createdAt", updated_at as "lastTriedAt"
    from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
    order by updated_at desc, id desc limit ${take}`
}

/** Gives an exhausted job all its attempts again, from now on; its task, or undefined if there is no such job any more. */
export async function runExhaustedJob(tx: Transaction, id: string): Promise<string | undefined> {
  const [job] = await tx.$queryRaw<{ task: string }[]>`
    select task_identifier as task from graphile_worker.jobs
    where id = ${id}::bigint and attempts >= max_attempts and locked_at is null`
  if (job === undefined) return undefined
  const moved = await tx.$queryRaw<object[]>`
    select from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0)`
  return moved.length === 0 ? undefined : job.task
}
