import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import type { Runner, TaskList, WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { log } from '../kernel/log'
import { taskPayloads } from './schema'
import type { TaskName, TaskPayload } from './schema'
import type { WorkerLife } from './worker-life'

/** What runs each task. A handler may be called more than once with one payload, and must bear it. */
export type Handlers = { readonly [Name in TaskName]: (payload: TaskPayload<Name>) => Promise<void> }

const CONCURRENCY = 4
const LONGEST_WAIT_MS = 10_000

/** Runs jobs until `signal` says stop, and starts anew whenever the database was away. Resolves once the last job is done. */
export async function runJobs(
  url: string,
  handlers: Handlers,
  life: WorkerLife,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = 250
  while (!signal.aborted) {
    const startedAt = performance.now()
    try {
      await runOnce(url, tasksOf(handlers), life, signal)
    } catch (error) {
      log.warn({ err: error, waitMs }, 'worker: jobs stand still')
    }
    waitMs = performance.now() - startedAt > 60_000 ? 250 : Math.min(waitMs * 2, LONGEST_WAIT_MS)
    await wait(waitMs, undefined, { signal }).catch(() => undefined)
  }
}

async function runOnce(
  url: string,
  taskList: TaskList,
  life: WorkerLife,
  signal: AbortSignal,
): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: url, max: CONCURRENCY + 2, connectionTimeoutMillis: 5000 })
  const lost = (error: Error) => {
    log.warn({ err: error }, 'worker: lost a connection')
  }
  pgPool.on('error', lost).on('connect', (client) => client.on('error', lost))
  const events: WorkerEvents = new EventEmitter()
  const own: string[] = []
  events.on('pool:create', ({ workerPool }) => {
    own.push(workerPool.id)
    life.add(workerPool.id)
  })
  let runner: Runner | undefined
  const stop = () => void runner?.stop().catch(() => undefined)
  try {
    runner = await run({
      pgPool,
      taskList,
      events,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      logger,
      crontab: '',
    })
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    await runner.promise
  } finally {
    signal.removeEventListener('abort', stop)
    for (const id of own) life.remove(id)
    await pgPool.end()
  }
}

function tasksOf(handlers: Handlers): TaskList {
  const names = Object.keys(taskPayloads) as TaskName[]
  return Object.fromEntries(
    names.map((name) => [name, (payload: unknown) => handlers[name](taskPayloads[name].parse(payload))]),
  )
}

// Its lines go where all others go; it says every job at `info`, which is `debug` here.
const logger = new Logger((scope) => (level, message) => {
  const line = { ...scope, source: 'graphile-worker' }
  if (level === 'error') log.error(line, message)
  else if (level === 'warning') log.warn(line, message)
  else log.debug(line, message)
})
