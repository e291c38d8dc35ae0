import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../project'
import type { Counts } from './counts'
import { runProgram } from './run-program'

const TESTS = `
import { beforeAll, describe, expect, test } from 'vitest'
test('holds', () => undefined)
test('does not hold', () => {
  expect({ status: 'open' }).toEqual({ status: 'closed' })
})
test('needs more', ({ skip }) => skip('no such program here'))
describe('with a set-up that fails', () => {
  beforeAll(() => {
    throw new Error('no database')
  })
  test('is not reached', () => undefined)
})
void Promise.reject(new Error('nobody waits for it'))
`

let counts: Counts
const folder = mkdtempSync(path.join(tmpdir(), 'daypass-counts-'))

beforeAll(async () => {
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(path.join(folder, 'some.test.ts'), TESTS)
  const [vitest, reporter] = ['node_modules/vitest/vitest.mjs', 'scripts/test/vitest-counts.ts']
  const report = path.join(folder, 'counts.json')
  const command = [vitest, 'run', '--root', folder, '--reporter', path.join(projectRoot, reporter)]
  await runProgram(command, { ...process.env, NO_COLOR: '1', TEST_COUNTS: report })
  counts = JSON.parse(readFileSync(report, 'utf8')) as Counts
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('what failed is told by file and name, with what is wrong, where, and how it differs', () => {
  const { error } = counts.failed.find(({ name }) => name === 'some.test.ts › does not hold') ?? {}
  expect(error).toMatch(/^AssertionError: expected .* to deeply equal .*\nat .*some\.test\.ts:5\n/)
  expect(error).toMatch(/- +.*closed.*\n\+ +.*open/)
})

test('a set-up that failed, and an error that no test caught, are failures too', () => {
  expect(counts.failed).toContainEqual({
    name: 'some.test.ts › with a set-up that fails',
    error: expect.stringMatching(/^Error: no database\n/) as string,
  })
  expect(counts.failed).toContainEqual({
    name: 'outside of any test',
    error: expect.stringMatching(/^Error: nobody waits for it\n/) as string,
  })
})

test('what passed is counted, and what was skipped tells why', () => {
  expect(counts.passed).toBe(1)
  expect(counts.skipped).toContainEqual({ name: 'some.test.ts › needs more', reason: 'no such program here' })
})
