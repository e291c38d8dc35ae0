import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fingerprint, readIfThere, stillRuns } from '../processes'
import { demoFolder } from './places'

const PATIENCE_MILLISECONDS = 3000

/** Writes down which processes belong to this data, for the next start to find what was left behind. */
export function recordChildren(data: string, pids: number[]): void {
  const prints = pids.map((pid) => fingerprint(pid)).filter((print) => print !== undefined)
  writeFileSync(childrenFile(data), JSON.stringify(prints), { mode: 0o600 })
}

/** Ends what a killed supervisor left behind: the very processes it recorded, nobody else's. */
export async function stopLeftovers(data: string): Promise<void> {
  if (readIfThere(childrenFile(data)) === undefined) return
  const recorded = JSON.parse(readFileSync(childrenFile(data), 'utf8')) as string[]
  await Promise.all(recorded.map(end))
}

async function end(print: string): Promise<void> {
  const pid = Number(print.split('@')[0])
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  let signal: NodeJS.Signals = 'SIGTERM'
  if (stillRuns(print)) process.kill(pid, signal)
  while (stillRuns(print)) {
    await pause(20)
    if (performance.now() < deadline || signal === 'SIGKILL') continue
    signal = 'SIGKILL'
    if (stillRuns(print)) process.kill(pid, signal)
  }
}

function childrenFile(data: string): string {
  return path.join(demoFolder(data), 'children.json')
}
