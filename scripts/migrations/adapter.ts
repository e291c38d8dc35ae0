import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { withClient } from '../postgres/roles'
import { readCatalogTypes } from './catalog-types'

export interface MigrationAdapter {
  factory: ErrorCapturingSqlMigrationAwareDriverAdapterFactory
  /** Closes what the engine opened and left open. */
  disconnect: () => Promise<void>
}

/** How the schema engine reaches the database at `url`, whose role may create databases. */
export function migrationAdapter(url: string): MigrationAdapter {
  const pools = new Set<pg.Pool>()
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url, pools),
    connectToShadowDb: () => connectToEmptyDatabase(url, pools),
  })
  const disconnect = async () => {
    await Promise.all([...pools].map((pool) => pool.end()))
  }
  return { factory, disconnect }
}

async function connect(url: string, pools: Set<pg.Pool>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  pools.add(pool)
  const adapter = readCatalogTypes(await new PrismaPg(pool).connect())
  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (level) => readCatalogTypes(await startTransaction(level))
  // The adapter's own splits at semicolons, also those inside of functions. As one query it is one transaction.
  adapter.executeScript = (script) => pool.query(script).then(() => undefined, explain)
  adapter.dispose = () => (pools.delete(pool) ? pool.end() : Promise.resolve())
  return adapter
}

/** Works on an empty database that is removed afterwards: the engine builds the migrations' outcome in it. */
async function connectToEmptyDatabase(url: string, pools: Set<pg.Pool>): Promise<SqlDriverAdapter> {
  const name = `daypass_shadow_${randomUUID().replaceAll('-', '')}`
  await withClient(url, (client) => client.query(`create database ${name} template template0`))
  const shadow = new URL(url)
  shadow.pathname = name
  const adapter = await connect(shadow.href, pools)
  const disconnect = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await disconnect()
    await withClient(url, (client) => client.query(`drop database if exists ${name}`))
  }
  return adapter
}

function explain(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error
  const { code = '', severity = '', message, detail, column, hint } = error
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
}
