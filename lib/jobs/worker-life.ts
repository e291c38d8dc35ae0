import pg from 'pg'

/** The first key of the advisory locks by which workers are known to live: any number that is Daypass's own. */
const LOCK_SPACE = 0x6461_7977

/** A job locked for less than this may belong to a worker whose own lock is only just being taken. */
const GRACE_SECONDS = 10

const LOCK = 'select pg_advisory_lock($1, hashtext($2))'
const UNLOCK = 'select pg_advisory_unlock($1, hashtext($2))'

// Not daypass_now(): how long a process has been silent has nothing to do with a clock that can be moved.
const HEARTBEAT = `
  insert into worker_heartbeats (id, seen_at) values ($1, clock_timestamp())
  on conflict (id) do update set seen_at = excluded.seen_at`
const FORGET_OLD_HEARTBEATS = `delete from worker_heartbeats where seen_at < clock_timestamp() - interval '1 day'`

const FREE_JOBS_OF_THE_DEAD = `
  with holders as materialized (
    select distinct locked_by as id from graphile_worker.jobs
    where locked_by <> all($2::text[]) and locked_at < now() - make_interval(secs => $3)
  ), dead as materialized (
    select id from holders where pg_try_advisory_xact_lock($1, hashtext(id))
  )
  select graphile_worker.force_unlock_workers(array(select id from dead)) from dead limit 1`

/**
 * The life of this process's workers as the database sees it: a connection that holds an advisory lock for each, a
 * heartbeat, and the freeing of jobs that dead workers hold (left alone, graphile-worker frees them after four hours).
 */
export class WorkerLife {
  readonly #url: string
  readonly #processId: string
  readonly #workerIds = new Set<string>()
  readonly #locked = new Set<string>()
  #client: pg.Client | undefined

  constructor(url: string, processId: string) {
    this.#url = url
    this.#processId = processId
  }

  /** A worker that takes jobs under this id from now on. */
  add(workerId: string): void {
    this.#workerIds.add(workerId)
  }

  /** A worker that takes no jobs any more and holds none. */
  remove(workerId: string): void {
    this.#workerIds.delete(workerId)
  }

  /** Takes the locks that are missing, says that the process lives, frees dead workers' jobs. Call it every few seconds. */
  async beat(): Promise<void> {
    const client = (this.#client ??= await this.#connect())
    for (const id of this.#workerIds) if (!this.#locked.has(id)) await this.#take(client, id)
    for (const id of this.#locked) if (!this.#workerIds.has(id)) await this.#giveBack(client, id)
    await client.query(HEARTBEAT, [this.#processId])
    await client.query(FORGET_OLD_HEARTBEATS)
    await client.query(FREE_JOBS_OF_THE_DEAD, [LOCK_SPACE, [...this.#workerIds], GRACE_SECONDS])
  }

  /** Says that the process has ended, and lets go of everything. */
  async end(): Promise<void> {
    const client = this.#client
    if (client === undefined) return
    try {
      await client.query('delete from worker_heartbeats where id = $1', [this.#processId])
    } finally {
      await client.end()
    }
  }

  async #take(client: pg.Client, id: string): Promise<void> {
    await client.query(LOCK, [LOCK_SPACE, id])
    this.#locked.add(id)
  }

  async #giveBack(client: pg.Client, id: string): Promise<void> {
    await client.query(UNLOCK, [LOCK_SPACE, id])
    this.#locked.delete(id)
  }

  // A lost connection has lost its locks: the next beat makes another one and takes them again.
  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    const forget = () => {
      this.#client = undefined
      this.#locked.clear()
    }
    client.on('error', forget)
    client.on('end', forget)
    await client.connect()
    return client
  }
}
