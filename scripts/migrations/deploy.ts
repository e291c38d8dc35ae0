import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { withClient } from '../postgres/roles'
import { projectRoot } from '../project'
import { withSchemaEngine } from './engine'
import { migrationFiles } from './files'

/** Entities that Prisma leaves alone: none, for the worker's tables have a schema of their own. */
export const filters = { externalTables: [], externalEnums: [] }

// Any number, the same for all: it keeps two deployments from running at once.
const DEPLOYMENT_LOCK = 4_710_282_053

export interface Deployment {
  /** Connects as the role that owns the tables. */
  ownerUrl: string
  /** Its user is the role that gets the application's rights. */
  appUrl: string
}

/**
 * Brings a database up to date: the migrations that are missing, the worker's tables, and the application's
 * rights. Answers the names of the migrations it applied.
 */
export async function deploy({ ownerUrl, appUrl }: Deployment): Promise<string[]> {
  const appRole = roleOf(appUrl)
  if (appRole === roleOf(ownerUrl))
    throw new Error(`DATABASE_URL and DATABASE_OWNER_URL must name two roles; both name "${appRole}".`)
  return withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [DEPLOYMENT_LOCK])
    const { appliedMigrationNames } = await withSchemaEngine(ownerUrl, (engine) =>
      engine.applyMigrations({ migrationsList: migrationFiles(), filters }),
    )
    await runMigrations({ connectionString: ownerUrl, schema: 'graphile_worker' })
    await client.query(grantsFor(appRole))
    return appliedMigrationNames
  })
}

function grantsFor(appRole: string): string {
  const grants = readFileSync(path.join(projectRoot, 'prisma/grants.sql'), 'utf8')
  return grants.replaceAll(':app_role', pg.escapeIdentifier(appRole))
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
