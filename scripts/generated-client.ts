import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readIfThere } from './processes'
import { projectRoot } from './project'

const STAMP = path.join(projectRoot, 'lib/db/generated/.made-from')

/** Generates the Prisma client where it is missing or older than the schema or Prisma itself. */
export function ensureGenerated(): void {
  const inputs = createHash('sha256')
  for (const file of ['prisma/schema.prisma', 'node_modules/prisma/package.json'])
    inputs.update(readFileSync(path.join(projectRoot, file)))
  const wanted = inputs.digest('hex')
  if (readIfThere(STAMP) === wanted) return
  const prisma = path.join(projectRoot, 'node_modules/prisma/build/index.js')
  // Generating needs no schema engine, but Prisma would download one. Never /bin/true here: a command that needs
  // the engine would then do nothing and report success.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/false' }
  const run = spawnSync(process.execPath, [prisma, 'generate'], { cwd: projectRoot, env, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`prisma generate failed:\n${run.stdout}${run.stderr}`)
  writeFileSync(STAMP, wanted)
}
