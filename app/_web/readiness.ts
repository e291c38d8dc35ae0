import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { isDatabaseUnavailable } from '@/lib/db/unavailable'
import { readWorkState } from '@/lib/jobs/index'
import type { WorkState } from '@/lib/jobs/index'
import { log } from '@/lib/kernel/log'
import { wiring } from '@/lib/wiring'

const WORKER_SILENT_SECONDS = 30
const JOBS_LATE_SECONDS = 60

export type Readiness = {
  ready: boolean
  database: 'ok' | 'unavailable'
  migrations?: 'ok' | 'missing'
  worker?: 'ok' | 'silent'
  jobs?: 'ok' | 'late'
  workerSeenSecondsAgo?: number | null
  oldestDueSeconds?: number
  exhaustedJobs?: number
}

/** Whether this portal can serve: it reaches a database that has every migration it was built with, and a worker works. */
export async function readReadiness(): Promise<Readiness> {
  try {
    return judge(await wiring().system.inTransaction(readWorkState), expectedMigrations())
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    if (isDatabaseUnavailable(error)) return { ready: false, database: 'unavailable' }
    return { ready: false, database: 'ok', migrations: 'missing' }
  }
}

/** Pure: `state` against the names of the migrations that have to be there. */
export function judge(state: WorkState, expected: readonly string[]): Readiness {
  const { appliedMigrations, workerSeenSecondsAgo, oldestDueSeconds, exhaustedJobs } = state
  const migrations = expected.every((name) => appliedMigrations.includes(name)) ? 'ok' : 'missing'
  const worker =
    workerSeenSecondsAgo !== null && workerSeenSecondsAgo <= WORKER_SILENT_SECONDS ? 'ok' : 'silent'
  const jobs = oldestDueSeconds <= JOBS_LATE_SECONDS ? 'ok' : 'late'
  const ready = migrations === 'ok' && worker === 'ok' && jobs === 'ok'
  return {
    ready,
    database: 'ok',
    migrations,
    worker,
    jobs,
    workerSeenSecondsAgo,
    oldestDueSeconds,
    exhaustedJobs,
  }
}

let names: readonly string[] | undefined

function expectedMigrations(): readonly string[] {
  const folder = path.join(process.cwd(), 'prisma', 'migrations')
  names ??= readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
  return names
}
