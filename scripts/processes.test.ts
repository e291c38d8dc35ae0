import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { commandLine, fingerprint, isAlive, stillRuns } from './processes'

test('a fingerprint holds for as long as the process runs, and no longer', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  const pid = child.pid ?? 0
  const print = fingerprint(pid) ?? ''
  expect(stillRuns(print)).toBe(true)
  expect(commandLine(pid)).toContain('setInterval')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(stillRuns(print)).toBe(false)
  expect(isAlive(pid)).toBe(false)
})

test('another process under the same number is not taken for the former one', () => {
  expect(stillRuns(`${process.pid}@1`)).toBe(false)
})
