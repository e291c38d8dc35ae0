import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { asRoot, serverEnvironment, serverUser, settle } from './places'

/** The cluster's roles: the superuser, who owns the tables, and who the portal and the worker are. */
export type Passwords = Record<'postgres' | 'daypass' | 'daypass_app', string>

/** Makes the cluster's folder: `data/` for PostgreSQL, and the passwords, which only its maker may read. */
export function makeCluster(bin: string, home: string): void {
  if (existsSync(home)) return
  const building = mkdtempSync(path.join(path.dirname(home), 'tmp-'))
  try {
    // Stays its maker's: whom the server runs as owns data/ alone and must not put links where root writes.
    chmodSync(building, 0o711)
    const passwords = newPasswords()
    writeFileSync(path.join(building, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600 })
    initialise(bin, building, passwords.postgres)
    settle(building, home)
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    throw error
  }
}

/** The passwords that were made up with the cluster. */
export function passwordsOf(home: string): Passwords {
  return JSON.parse(readFileSync(path.join(home, 'passwords.json'), 'utf8')) as Passwords
}

function newPasswords(): Passwords {
  const make = () => randomBytes(24).toString('hex')
  return { postgres: make(), daypass: make(), daypass_app: make() }
}

function initialise(bin: string, folder: string, superuserPassword: string): void {
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'initdb-password')
  mkdirSync(data)
  writeFileSync(passwordFile, superuserPassword, { mode: 0o400 })
  if (asRoot)
    for (const file of [data, passwordFile]) chownSync(file, serverUser.uid ?? 0, serverUser.gid ?? 0)
  const options = [
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  const run = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', `--pwfile=${passwordFile}`, '--no-sync', ...options],
    { ...serverUser, cwd: folder, env: serverEnvironment, encoding: 'utf8' },
  )
  if (run.status !== 0)
    throw new Error(`initdb failed: ${run.error?.message ?? `exit ${run.status}, ${run.stderr}`}`)
  rmSync(passwordFile)
}
