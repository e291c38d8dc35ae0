import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureGenerated } from './generated-client'
import { guardEnvironment, guardOptions } from './guarded'
import { withLockFile } from './lock-file'
import { readIfThere } from './processes'
import { projectRoot } from './project'

const INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.ts',
  'proxy.ts',
  'instrumentation.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'prisma.config.ts',
  'prisma/schema.prisma',
]
const NOT_BUILT = /\.(test|itest)\.tsx?$|[\\/]generated[\\/]|[\\/]lib[\\/]testing[\\/]/

/** Where Next.js builds to, and the file in it that tells from which sources. */
export const BUILD_FOLDER = path.join(projectRoot, '.next')
export const BUILT_FROM = 'built-from'
const STAMP = path.join(BUILD_FOLDER, BUILT_FROM)

/**
 * Builds the portal for production, where it is older than its sources, and does `use` while no other process builds.
 * Throws with what the build said.
 */
export function buildPortal(env: NodeJS.ProcessEnv, use?: () => void): Promise<void> {
  return withLockFile(path.join(projectRoot, 'node_modules/.building'), async () => {
    ensureGenerated()
    const builtFrom = hashOfInputs()
    const isUpToDate = existsSync(path.join(BUILD_FOLDER, 'BUILD_ID')) && readIfThere(STAMP) === builtFrom
    if (!isUpToDate) await build(env, builtFrom)
    use?.()
  })
}

async function build(env: NodeJS.ProcessEnv, builtFrom: string): Promise<void> {
  rmSync(STAMP, { force: true })
  const { code, output } = await run(['node_modules/next/dist/bin/next', 'build'], {
    ...env,
    NODE_ENV: 'production',
  })
  if (code !== 0) throw new Error(`The portal cannot be built:\n${output}`)
  writeFileSync(STAMP, builtFrom)
}

function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...guardOptions, ...args], {
      cwd: projectRoot,
      env: { ...env, ...guardEnvironment },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }))
  })
}

function hashOfInputs(): string {
  const hash = createHash('sha256')
  for (const file of INPUTS.flatMap(filesIn))
    hash.update(`${file}\0`).update(readFileSync(path.join(projectRoot, file)))
  return hash.digest('hex')
}

function filesIn(place: string): string[] {
  const full = path.join(projectRoot, place)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [place]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
    .filter((file) => !NOT_BUILT.test(file))
    .sort()
}
