import type { Transaction } from '../db/client'
import type { TaskName, TaskPayload } from './schema'

/**
 * Adds a job that becomes visible to workers when the transaction commits, and never if it does not (invariant 7). Jobs
 * of one `queue` run one after the other; a job takes the place of one with the same `key` that has not begun.
 */
export async function enqueue<Name extends TaskName>(
  tx: Transaction,
  task: Name,
  payload: TaskPayload<Name>,
  { queue = null, key = null }: { queue?: string | null; key?: string | null } = {},
): Promise<void> {
  await tx.$executeRaw`
    select graphile_worker.add_job(
      ${task}, ${JSON.stringify(payload)}::json, queue_name => ${queue}, job_key => ${key})`
}
