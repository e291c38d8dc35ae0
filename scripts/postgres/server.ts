import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandLine, isAlive, readIfThere } from '../processes'
import { serverEnvironment, serverUser } from './places'

const PATIENCE_MILLISECONDS = 60_000
const POLL_MILLISECONDS = 10

export interface Server {
  pid: number
  port: number
}

/**
 * A running server on the cluster at `home`: the one that already runs there (left behind by somebody killed,
 * or in use), or a new one on `port` or the next free one above.
 */
export async function serverOn(bin: string, home: string, port: number, settings: string[]): Promise<Server> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  let candidatePort = port
  let child: ChildProcess | undefined
  while (performance.now() < deadline) {
    await pause(POLL_MILLISECONDS)
    const found = lockedBy(home)
    if (found && servesFrom(found.pid, home)) {
      if (found.ready) return { pid: found.pid, port: found.port }
      continue // on its way up or down
    }
    if (child?.exitCode === null && child.signalCode === null) continue // has yet to write its lock file
    if (child && endedOnTakenPort(home)) candidatePort += 1
    // The number in the lock file is another program's by now, and PostgreSQL would refuse.
    if (found && isAlive(found.pid)) rmSync(path.join(home, 'data/postmaster.pid'), { force: true })
    child = launch(bin, home, candidatePort, settings)
  }
  throw new Error(`PostgreSQL does not get ready; its log is ${path.join(home, 'log')}.`)
}

/** Whether this process runs the server of the cluster at `home`. */
function servesFrom(pid: number, home: string): boolean {
  return commandLine(pid).includes(` ${path.join(home, 'data')} `)
}

/** Stops it in the fast way: clients are cut off, what is committed stays. */
export async function stopServer({ pid }: Server, home: string): Promise<void> {
  if (servesFrom(pid, home)) process.kill(pid, 'SIGINT')
  while (servesFrom(pid, home)) await pause(POLL_MILLISECONDS)
}

/** The server that runs on the cluster at `home`, ready or not. */
export function runningServer(home: string): Server | undefined {
  const found = lockedBy(home)
  return found && servesFrom(found.pid, home) ? found : undefined
}

function lockedBy(home: string): (Server & { ready: boolean }) | undefined {
  // PostgreSQL's lock file: its number first, its port fourth, its state eighth.
  const lines = readIfThere(path.join(home, 'data/postmaster.pid'))?.split('\n') ?? []
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Throws what the server said, unless it may be tried again. */
function endedOnTakenPort(home: string): boolean {
  const log = readIfThere(path.join(home, 'log')) ?? ''
  if (log.includes('could not create any TCP/IP sockets')) return true
  // Two starts at once, or a killed server's children that are still ending.
  if (/lock file|shared memory block/.test(log)) return false
  throw new Error(`PostgreSQL does not start: ${log}`)
}

function launch(bin: string, home: string, port: number, settings: string[]): ChildProcess {
  const log = openSync(path.join(home, 'log'), 'w', 0o600)
  const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
  const child = spawn(
    path.join(bin, 'postgres'),
    ['-D', path.join(home, 'data'), '-p', String(port), ...[...own, ...settings].flatMap((s) => ['-c', s])],
    // Detached: Ctrl-C in the terminal is for whoever started it, who then stops it in good order.
    { ...serverUser, cwd: home, env: serverEnvironment, detached: true, stdio: ['ignore', log, log] },
  )
  child.on('error', (error) => {
    throw error
  })
  child.unref()
  closeSync(log)
  return child
}
