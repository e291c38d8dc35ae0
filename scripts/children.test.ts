import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { keepRunning, startChild } from './children'
import { fingerprint, stillRuns } from './processes'
import { projectRoot } from './project'

const folder = mkdtempSync(path.join(tmpdir(), 'children-'))
const program = (name: string, code: string) => {
  writeFileSync(path.join(folder, name), code)
  return path.relative(projectRoot, path.join(folder, name))
}
const WAITS = program('waits.mjs', 'setInterval(() => undefined, 1000)')
const { env } = process

afterAll(() => rmSync(folder, { recursive: true }))

/** Waits until something is so; the test's own time limit ends it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(20)
}

test('a program that ends is started again until it is stopped', async () => {
  const kept = keepRunning(startChild({ name: 'program', command: [WAITS], env }), () => undefined)
  const first = kept.pid()
  process.kill(first, 'SIGKILL')
  await until(() => kept.pid() !== first)
  const second = fingerprint(kept.pid()) ?? ''
  expect(stillRuns(second)).toBe(true)
  await kept.stop()
  expect(stillRuns(second)).toBe(false)
})

test(
  'a program ends when its supervisor is killed, even while the program starts',
  { timeout: 30_000 },
  async () => {
    const supervises = program(
      'supervises.mts',
      `import { startChild } from '${projectRoot}/scripts/children.ts'
     const program = { name: 'program', command: ['${WAITS}'], env: process.env, log: '/dev/null' }
     console.log(startChild(program).pid)
     setInterval(() => undefined, 1000)`,
    )
    const supervisor = spawn(process.execPath, ['--import', 'tsx', supervises], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(createInterface(supervisor.stdout), 'line')) as [string]
    const print = fingerprint(Number(line)) ?? ''
    expect(stillRuns(print)).toBe(true)
    supervisor.kill('SIGKILL')
    await until(() => !stillRuns(print))
  },
)
