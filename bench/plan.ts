import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { writeCatalogue } from './many-entitlements'
import type { Stage } from './stage'

const CHANGES = 2

/** How long `daypass catalog plan` takes, from its start to its end, when so many entitlements all change; milliseconds. */
export async function measurePlan({ env }: Stage, entitlements: number): Promise<number> {
  const folder = writeCatalogue(entitlements, 240)
  try {
    const startedAt = performance.now()
    const code = await runPlan(folder, env)
    if (code !== CHANGES) throw new Error(`The plan ended with ${String(code)}.`)
    return performance.now() - startedAt
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runPlan(folder: string, env: NodeJS.ProcessEnv): Promise<number | null> {
  const command = ['--import', 'tsx', 'cli/main.ts', 'catalog', 'plan', folder]
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
}
