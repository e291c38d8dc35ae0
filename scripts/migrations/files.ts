import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm'
import { projectRoot } from '../project'

const SCHEMA = 'prisma/schema.prisma'
const MIGRATIONS = path.join(projectRoot, 'prisma/migrations')
const LOCK_FILE = 'migration_lock.toml'

/** The schema as the engine takes it. */
export function schemaFiles(): SchemasContainer {
  return { files: [{ path: SCHEMA, content: readFileSync(path.join(projectRoot, SCHEMA), 'utf8') }] }
}

/** All migrations, oldest first, as the engine takes them. */
export function migrationFiles(): MigrationList {
  return {
    baseDir: MIGRATIONS,
    shadowDbInitScript: '',
    lockfile: { path: LOCK_FILE, content: lockFile() },
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

/** Writes a new migration; answers its path. */
export function writeMigration(name: string, script: string): string {
  const folder = path.join(MIGRATIONS, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), script)
  return path.relative(projectRoot, path.join(folder, 'migration.sql'))
}

function migrationNames(): string[] {
  if (!existsSync(MIGRATIONS)) return []
  const entries = readdirSync(MIGRATIONS, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function lockFile(): string | null {
  const file = path.join(MIGRATIONS, LOCK_FILE)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
