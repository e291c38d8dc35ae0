import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import type { TaskList, WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { z } from 'zod'
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
  const pgPool = openPool(url)
  const broken = new AbortController()
  const { events, workerIds } = watch(life, () => {
    broken.abort()
  })
  try {
    const settings = { concurrency: CONCURRENCY, noHandleSignals: true, parsedCronItems: [], logger }
    const runner = await run({ pgPool, taskList, events, ...settings })
    const stop = once(() => runner.stop())
    for (const reason of [signal, broken.signal]) {
      if (reason.aborted) stop()
      reason.addEventListener('abort', stop, { once: true })
    }
    await runner.promise
  } finally {
    for (const id of workerIds) life.remove(id)
    await pgPool.end()
  }
}

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: CONCURRENCY + 2, connectionTimeoutMillis: 5000 })
  const lost = (error: Error) => {
    log.warn({ reason: error.message }, 'worker: lost a connection')
  }
  return pool.on('error', lost).on('connect', (client) => client.on('error', lost))
}

// graphile-worker keeps for ever the failure of a first look at its tasks, so that a database that was away just then
// leaves it standing still: once every worker has failed again it is better started anew.
function watch(life: WorkerLife, stuck: () => void) {
  const events: WorkerEvents = new EventEmitter()
  const workerIds: string[] = []
  let failures = 0
  const works = () => {
    failures = 0
  }
  events.on('pool:create', ({ workerPool }) => {
    workerIds.push(workerPool.id)
    life.add(workerPool.id)
  })
  events.on('worker:getJob:empty', works)
  events.on('job:start', works)
  events.on('worker:getJob:error', () => {
    failures += 1
    if (failures > CONCURRENCY) stuck()
  })
  return { events, workerIds }
}

function once(stop: () => Promise<void>): () => void {
  let called = false
  return () => {
    if (called) return
    called = true
    stop().catch((error: unknown) => {
      log.warn({ err: error }, 'worker: jobs were not put down in order')
    })
  }
}

function tasksOf(handlers: Handlers): TaskList {
  const names = Object.keys(taskPayloads) as TaskName[]
  return Object.fromEntries(names.map((name) => [name, taskOf(name, handlers)]))
}

const schemas: { readonly [Name in TaskName]: z.ZodType<TaskPayload<Name>> } = taskPayloads

function taskOf<Name extends TaskName>(name: Name, handlers: Pick<Handlers, Name>) {
  return (payload: unknown) => handlers[name](schemas[name].parse(payload))
}

// Its lines go where all others go; it says every job at `info`, which is `debug` here.
const logger = new Logger((scope) => (level, message) => {
  const line = { ...scope, source: 'graphile-worker' }
  if (level === 'error') log.error(line, message)
  else if (level === 'warning') log.warn(line, message)
  else log.debug(line, message)
})
