import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { projectRoot } from '../project'

/** A folder that only this user writes to, for a browser is started from it. */
export function cacheFolder(): string {
  const uid = process.getuid?.() ?? 0
  const candidates = [
    path.join(projectRoot, 'node_modules/.cache/daypass'),
    path.join(homedir(), '.cache/daypass'),
    path.join(tmpdir(), `daypass-${uid}`),
  ]
  const folder = candidates.find((candidate) => isOurs(candidate, uid))
  if (folder === undefined)
    throw new Error(`No folder can be used to unpack the browser: ${candidates.join(', ')}.`)
  return folder
}

function isOurs(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch {
    return false
  }
  const stats = lstatSync(folder)
  return stats.isDirectory() && stats.uid === uid && !(stats.mode & 0o022)
}
