import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { databaseClockOffset, MOVABLE_CLOCK } from '../clock-database'
import { deploy } from '../migrations/deploy'
import { startPostgres, type Postgres } from '../postgres'
import { withClient } from '../postgres/roles'

const DATABASE = 'daypass'
const FIRST_PORT = 54_320
// Any number, the same for all: whoever holds the lock is the one supervisor of this data.
const SUPERVISOR_LOCK = 2_205_118_390
// How long PostgreSQL may need to see that a killed supervisor is gone.
const LOCK_PATIENCE_MILLISECONDS = 2000

export interface DemoDatabase {
  appUrl: string
  ownerUrl: string
  /** Brings the tables up to date and installs the clock that can be moved; answers where it stands, in seconds. */
  migrate: () => Promise<number>
  stop: () => Promise<void>
}

/** Another supervisor uses the same data. */
export class DataInUse extends Error {}

export interface DatabaseEvents {
  /** It ended and runs again, on the same port; a sentence says so. */
  onRestart: (sentence: string) => void
  /** It ended and could not be started again. */
  onFailure: (error: unknown) => void
}

/** Starts the demo's PostgreSQL and makes this process the only supervisor of its data, or throws `DataInUse`. */
export async function startDatabase(
  data: string,
  throwAway: boolean,
  events: DatabaseEvents,
): Promise<DemoDatabase> {
  let isStopping = false
  const start = async (port: number) => {
    const postgres = await startPostgres({ name: data, port, throwAway })
    await postgres.createDatabase(DATABASE)
    return postgres
  }
  const keep = async (postgres: Postgres): Promise<pg.Client> => {
    const client = await lockData(postgres.ownerUrl(DATABASE), data)
    client.once('end', () => {
      if (!isStopping) void restart().catch(events.onFailure)
    })
    return client
  }
  const restart = async (): Promise<void> => {
    postgres = await start(postgres.port)
    keeper = await keep(postgres)
    events.onRestart(`The database ended and was started again; its log is ${postgres.home}/log.`)
  }

  let postgres = await start(FIRST_PORT)
  let keeper = await keep(postgres)
  const urls = { appUrl: postgres.appUrl(DATABASE), ownerUrl: postgres.ownerUrl(DATABASE) }
  return {
    ...urls,
    migrate: () => migrate(urls),
    stop: async () => {
      isStopping = true
      await keeper.end()
      await postgres.stop()
    },
  }
}

async function migrate(urls: { appUrl: string; ownerUrl: string }): Promise<number> {
  await deploy(urls)
  return withClient(urls.ownerUrl, async (client) => {
    await client.query(MOVABLE_CLOCK)
    return databaseClockOffset(client)
  })
}

/** Holds the data for as long as the connection lives, which PostgreSQL ends with the process that opened it. */
async function lockData(url: string, data: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  // Its end is what counts.
  client.on('error', () => undefined)
  await client.connect()
  const deadline = performance.now() + LOCK_PATIENCE_MILLISECONDS
  while (performance.now() < deadline) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
      SUPERVISOR_LOCK,
    ])
    if (rows[0]?.got) return client
    await pause(50)
  }
  await client.end()
  throw new DataInUse(`Another demo runs on the data "${data}".`)
}

/**
 * A person is (issuer, subject), and the demo's identity provider is named by its port. Where that was taken and
 * another one had to do, its people are still the same.
 */
export async function keepPeople(ownerUrl: string, issuer: string): Promise<void> {
  await withClient(ownerUrl, (client) =>
    client.query('update identity_links set issuer = $1 where issuer <> $1', [issuer]),
  )
}
