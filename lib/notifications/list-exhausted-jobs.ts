import { z } from 'zod'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { exhaustedJobs } from '../jobs/index'
import { verb } from '../kernel/verb'
import { visibleLine } from './plain'
import type { ExhaustedJobView } from './schema'

const AT_MOST = 100
const ERROR_CHARACTERS = 300

/** Jobs that failed as often as they may, the last one first, a hundred at most, for administrators; `ERR_NOT_FOUND` for others. */
export const listExhaustedJobs = verb(
  'list-exhausted-jobs',
  z.strictObject({}),
  async (ctx: Context): Promise<{ items: ExhaustedJobView[] }> => {
    authorize(ctx.actor, { to: 'administer' })
    const jobs = await ctx.inTransaction((tx) => exhaustedJobs(tx, AT_MOST))
    return {
      items: jobs.map(({ id, task, attempts, lastError, createdAt, lastTriedAt }) => ({
        id,
        task,
        attempts,
        lastError: visibleLine(lastError?.split('\n')[0] ?? '', ERROR_CHARACTERS),
        createdAt: createdAt.toISOString(),
        lastTriedAt: lastTriedAt.toISOString(),
      })),
    }
  },
)
