import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

/** PostgreSQL refuses to run as root, so as root it runs as nobody. */
export const asRoot = process.getuid?.() === 0
export const serverUser: { uid?: number; gid?: number } = asRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}

/** What PostgreSQL's programs get to see; Next's types want more of an environment than they need. */
export const serverEnvironment = { LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv

/** Where this checkout keeps what belongs to its databases; ignored by git. */
function projectFolder(project: string): string {
  const folder = path.join(project, '.postgres')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/**
 * The folder that holds a checkout's clusters. Root's are outside of it, for nobody may have no way through
 * its parents; there they are named by a number kept in the checkout, so that a new checkout starts anew.
 */
export function clusterFolder(project: string, name: string): string {
  const folder = projectFolder(project)
  return asRoot ? path.join(openFolder(), `${checkoutId(folder)}-${name}`) : path.join(folder, name)
}

/**
 * A folder that everyone may pass and only root may write. Rather not in /var/tmp: others can take a name
 * first, and what is 30 days old is cleared out there, data files included.
 */
export function openFolder(): string {
  for (const folder of ['/var/lib/daypass', '/var/tmp/daypass']) {
    try {
      mkdirSync(folder)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') continue
    }
    const stats = lstatSync(folder)
    if (!stats.isDirectory() || stats.uid !== 0 || stats.mode & 0o022) continue
    chmodSync(folder, 0o755)
    return folder
  }
  throw new Error('Neither /var/lib/daypass nor /var/tmp/daypass can be used to keep the database in.')
}

/** Moves a finished folder to its place; where two do so at once, the first wins. */
export function settle(finished: string, place: string): string {
  try {
    renameSync(finished, place)
  } catch (error) {
    rmSync(finished, { recursive: true })
    if (!existsSync(place)) throw error
  }
  return place
}

function checkoutId(folder: string): string {
  const file = path.join(folder, 'id')
  const own = `${file}-${process.pid}`
  if (!existsSync(file)) {
    writeFileSync(own, randomBytes(6).toString('hex'))
    try {
      // In one step with its content, and only once.
      linkSync(own, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    rmSync(own)
  }
  return readFileSync(file, 'utf8')
}

function idOf(flag: '-u' | '-g'): number {
  const id = Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout || NaN)
  if (Number.isNaN(id))
    throw new Error('PostgreSQL does not run as root, and there is no user "nobody" to run it as.')
  return id
}
