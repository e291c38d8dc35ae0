import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What `read` gives, or nothing where the file is not there (any longer). */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Whether a process runs under this number, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line of a running process, its words separated by blanks; empty for none. */
export function commandLine(pid: number): string {
  // A bare Debian has no ps.
  if (process.platform === 'linux') return readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? ''
  return spawnSync('ps', ['-wwo', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}

/**
 * Names one process for good: its number and when it started, since numbers are given out again.
 * Nothing if no such process runs.
 */
export function fingerprint(pid: number): string | undefined {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  return startedAt ? `${pid}@${startedAt}` : undefined
}

/** Whether the very process that had this fingerprint still runs. */
export function stillRuns(print: string): boolean {
  return fingerprint(Number(print.split('@')[0])) === print
}

function startOnLinux(pid: number): string | undefined {
  // proc(5): field 22, counted after the name in parentheses, which may hold blanks; field 3 is the state.
  const fields = readIfThere(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
  return fields?.[0] === 'Z' ? undefined : fields?.[19]
}

function startByPs(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim().replaceAll(/\s+/g, '_') || undefined
}
