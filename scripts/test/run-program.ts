import { spawn } from 'node:child_process'
import { projectRoot } from '../project'

const LIMIT_MINUTES = 20
const running = new Set<() => void>()

/** Runs a program of the project under this Node and keeps what it says. One that hangs is ended. */
export function runProgram(
  command: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MINUTES * 60_000,
    })
    const end = () => void child.kill('SIGTERM')
    running.add(end)
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    const finish = (ok: boolean, more = '') => {
      running.delete(end)
      resolve({ ok, output: Buffer.concat(chunks).toString() + more })
    }
    child.once('error', (error) => finish(false, error.message))
    child.once('close', (code, signal) => finish(code === 0, signal ? `\nended by ${signal}\n` : ''))
  })
}

/** Asks everything that runs to end. */
export function endPrograms(): void {
  for (const end of running) end()
}
