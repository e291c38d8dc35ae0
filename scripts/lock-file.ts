import { linkSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fingerprint, readIfThere, stillRuns } from './processes'

const POLL_MILLISECONDS = 100

/** Does `work` while no other process does work under the same file; one that was killed over it is no hindrance. */
export async function withLockFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!take(file)) {
    const holder = readIfThere(file)
    if (holder !== undefined && !stillRuns(holder)) rmSync(file, { force: true })
    else await pause(POLL_MILLISECONDS)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Makes the file with its content in one step, if it is not there. */
function take(file: string): boolean {
  const own = `${file}-${process.pid}`
  writeFileSync(own, fingerprint(process.pid) ?? '')
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own)
  }
}
