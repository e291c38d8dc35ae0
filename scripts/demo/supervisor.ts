import { writeFileSync } from 'node:fs'
import { keepRunning, startChild, whenReady, type KeptChild, type Program } from '../children'
import { recordChildren } from './leftovers'
import { logFile } from './places'

/** The programs around one demo's data: all started again when they end, all stopped together. */
export interface Supervisor {
  /** Keeps a program running from now on; answers once it is ready. */
  keep: (program: Program, isReady: () => Promise<boolean>) => Promise<KeptChild>
  /** Runs a program to its end. Throws with the end of its log where that is not a good one. */
  runOnce: (program: Program) => Promise<void>
  stop: () => Promise<void>
}

export function supervise(data: string, tell: (sentence: string) => void): Supervisor {
  const kept: KeptChild[] = []
  const record = () =>
    recordChildren(
      data,
      kept.map((child) => child.pid()),
    )
  return {
    keep: async (program, isReady) => {
      const first = startChild(program)
      const child = keepRunning(first, (sentence) => {
        record()
        tell(sentence)
      })
      kept.push(child)
      record()
      await whenReady(first, isReady)
      return child
    },
    runOnce: async (program) => {
      const child = startChild(program)
      await whenReady(child, () => child.ended.then((how) => how === 'exit code 0'))
    },
    stop: async () => {
      await Promise.all(kept.map((child) => child.stop()))
    },
  }
}

/** A program whose output goes to an empty log of its own. */
export function logged(data: string, name: string, command: string[], env: NodeJS.ProcessEnv): Program {
  const log = logFile(data, name)
  writeFileSync(log, '', { mode: 0o600 })
  return { name, command, env, log }
}

/** Whether a page of ours is there. */
export async function answers(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
