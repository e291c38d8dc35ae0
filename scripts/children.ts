import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { guardEnvironment, guardOptions } from './guarded'
import { projectRoot } from './project'

const PATIENCE_MILLISECONDS = 8000
const FIRST_PAUSE_MILLISECONDS = 500
const LONGEST_PAUSE_MILLISECONDS = 10_000
const LINES_SHOWN = 25

export interface Program {
  name: string
  /** What Node is to run: a file of the project and its arguments. */
  command: string[]
  env: NodeJS.ProcessEnv
  /** The file that takes its output; this process's own where there is none. */
  log?: string
  /** Called with the first line it prints, which then is not logged. */
  onFirstLine?: (line: string) => void
}

export interface Child {
  program: Program
  pid: number
  /** How it ended, in words, once it has. */
  ended: Promise<string>
  /** Asks it to end, and ends it if it does not. */
  stop: () => Promise<void>
}

/** Starts a program that ends when this process does, however that ends. TypeScript is run by tsx. */
export function startChild(program: Program): Child {
  const log = program.log === undefined ? undefined : openSync(program.log, 'a', 0o600)
  const [file = '', ...args] = program.command
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : []
  const child = spawn(process.execPath, [...guardOptions, ...loader, path.join(projectRoot, file), ...args], {
    cwd: projectRoot,
    env: { ...program.env, ...guardEnvironment },
    stdio: ['pipe', program.onFirstLine ? 'pipe' : (log ?? 'inherit'), log ?? 'inherit'],
  })
  if (log !== undefined) closeSync(log)
  // The pipe is only there to close; a child that ended first must not end this process.
  child.stdin?.on('error', () => undefined)
  if (program.onFirstLine) readFirstLine(child, program.onFirstLine)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  return { program, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) }
}

/**
 * Waits until a child is ready. Throws with the end of its log when it ended or took too long.
 * `isReady` is asked again and again.
 */
export async function whenReady(
  child: Child,
  isReady: () => Promise<boolean>,
  limitSeconds = 60,
): Promise<void> {
  const { name } = child.program
  const deadline = performance.now() + limitSeconds * 1000
  let howItEnded: string | undefined
  void child.ended.then((how) => (howItEnded = how))
  while (!(await isReady())) {
    if (howItEnded !== undefined)
      throw new Error(`The ${name} ended (${howItEnded}).${endOfLog(child.program)}`)
    if (performance.now() > deadline)
      throw new Error(`The ${name} did not get ready within ${limitSeconds} s.${endOfLog(child.program)}`)
    await pause(50)
  }
}

export interface KeptChild {
  /** Its number at the moment. */
  pid: () => number
  /** Stops it, to be started again. */
  restart: () => Promise<void>
  /** Stops it for good. */
  stop: () => Promise<void>
}

/** Starts a child again whenever it ends, until told otherwise. `onRestart` gets a sentence that says so. */
export function keepRunning(first: Child, onRestart: (sentence: string) => void): KeptChild {
  let current = first
  let isStopping = false
  let restartPause = FIRST_PAUSE_MILLISECONDS
  const watch = async (): Promise<void> => {
    const startedAt = performance.now()
    const how = await current.ended
    if (performance.now() - startedAt > LONGEST_PAUSE_MILLISECONDS) restartPause = FIRST_PAUSE_MILLISECONDS
    await pause(restartPause)
    restartPause = Math.min(restartPause * 2, LONGEST_PAUSE_MILLISECONDS)
    if (isStopping) return
    current = startChild(first.program)
    const { name, log } = first.program
    onRestart(`The ${name} ended (${how}) and was started again${log ? `; its log is ${log}` : ''}.`)
    return watch()
  }
  void watch()
  return {
    pid: () => current.pid,
    restart: () => current.stop(),
    stop: () => {
      isStopping = true
      return current.stop()
    },
  }
}

function endOfLog({ log }: Program): string {
  const lines = log === undefined ? [] : readFileSync(log, 'utf8').trimEnd().split('\n')
  return ['', ...lines.slice(-LINES_SHOWN)].join('\n')
}

function readFirstLine(child: ChildProcess, take: (line: string) => void): void {
  if (!child.stdout) return
  createInterface(child.stdout).once('line', take)
  child.stdout.resume()
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLISECONDS)
  await ended
  clearTimeout(timer)
}
