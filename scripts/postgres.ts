import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { programs } from './postgres/binaries'
import { makeCluster, passwordsOf, type Passwords } from './postgres/cluster'
import { clusterFolder } from './postgres/places'
import { makeDatabase, makeRoles } from './postgres/roles'
import { runningServer, serverOn, stopServer } from './postgres/server'
import { isAlive } from './processes'
import { projectRoot } from './project'

export interface Postgres {
  home: string
  port: number
  /** Connection strings for a database: as the tables' owner, as the portal and worker, as the superuser. */
  ownerUrl: (database: string) => string
  appUrl: (database: string) => string
  superuserUrl: (database: string) => string
  /** Makes the database where it is missing; a copy of `template` where one is given. */
  createDatabase: (name: string, template?: string) => Promise<void>
  /** Stops the server. */
  stop: () => Promise<void>
}

export interface PostgresOptions {
  /** Names the cluster, so that the demo, development and each run of tests have their own data. */
  name: string
  /** The port to try first. */
  port?: number
  /** For data that nobody keeps: faster, and lost when the machine stops. */
  throwAway?: boolean
}

const DEFAULT_PORT = 54320
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/**
 * Starts the PostgreSQL that comes with the npm packages, on a data folder of this checkout: as root as the
 * user nobody, else in place. A server that already runs on it is taken over, for a killed process leaves it behind.
 */
export async function startPostgres({
  name,
  port = DEFAULT_PORT,
  throwAway = false,
}: PostgresOptions): Promise<Postgres> {
  const home = clusterFolder(realpathSync(projectRoot), name)
  const bin = programs()
  makeCluster(bin, home)
  const server = await serverOn(bin, home, port, throwAway ? THROW_AWAY : [])
  const passwords = passwordsOf(home)
  const urlFor = (role: keyof Passwords) => (database: string) =>
    `postgres://${role}:${passwords[role]}@127.0.0.1:${server.port}/${database}`
  const superuserUrl = urlFor('postgres')
  await makeRoles(superuserUrl('postgres'), passwords)
  return {
    home,
    port: server.port,
    ownerUrl: urlFor('daypass'),
    appUrl: urlFor('daypass_app'),
    superuserUrl,
    createDatabase: (database, template) => makeDatabase(superuserUrl('postgres'), database, template),
    stop: () => stopServer(server, home),
  }
}

/** Stops whatever serves the cluster and removes its data. */
export async function removeCluster(name: string): Promise<void> {
  const home = clusterFolder(realpathSync(projectRoot), name)
  const server = runningServer(home)
  if (server) await stopServer(server, home)
  rmSync(home, { recursive: true, force: true })
}

/** A name for a cluster that lives as long as this process; see `removeLeftovers`. */
export function throwAwayName(purpose: string): string {
  return `${purpose}-${process.pid}`
}

/** Removes the throw-away clusters of processes that were killed before they could do so. */
export async function removeLeftovers(purpose: string): Promise<void> {
  const here = clusterFolder(realpathSync(projectRoot), purpose)
  const parent = path.dirname(here)
  if (!existsSync(parent)) return
  for (const entry of readdirSync(parent)) {
    const pid = entry.startsWith(`${path.basename(here)}-`) ? Number(entry.split('-').at(-1)) : NaN
    if (pid > 0 && !isAlive(pid)) await removeCluster(`${purpose}-${pid}`)
  }
}
