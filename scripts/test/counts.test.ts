import { describe, expect, test } from 'vitest'
import { inOneLine, inShort, sum } from './counts'
import { playwrightCounts } from './playwright-counts'

const spec = (status: string, { annotations = [] as object[], errors = [] as string[] } = {}) => ({
  file: 'journey.spec.ts',
  title: status,
  tests: [{ status, annotations, results: [{ errors: errors.map((message) => ({ message })) }] }],
})

describe('the end of a test run', () => {
  test('sums up all runners in its last line', () => {
    const skipped = [{ name: 'AWS CLI', reason: 'not installed' }]
    const failed = [
      { name: 'a.test.ts › a', error: '' },
      { name: 'a.test.ts › b', error: '' },
    ]
    const total = sum([
      { runner: 'lint', passed: 1, failed: [], skipped: [] },
      { runner: 'unit tests', passed: 40, failed, skipped },
    ])
    expect(inOneLine(total)).toBe('41 passed, 2 failed, 1 skipped')
    expect(total.skipped).toEqual(skipped)
  })

  test('names the runner of every failure, also where there is no more to name', () => {
    const { failed } = sum([
      { runner: 'lint', passed: 0, failed: [{ name: '', error: 'x' }], skipped: [] },
      { runner: 'unit tests', passed: 0, failed: [{ name: 'a.test.ts › a', error: 'y' }], skipped: [] },
    ])
    expect(failed.map(({ name }) => name)).toEqual(['lint', 'unit tests › a.test.ts › a'])
  })

  test('shows how an error begins: twelve lines at most, none empty or coloured', () => {
    const lines = Array.from({ length: 20 }, (_, at) => `line ${String(at)}`)
    const error = `\u001b[31m${lines.join('\n\n')}\u001b[39m`
    const shown = inShort({ name: 'lint', error }).split('\n')
    expect(shown[0]).toBe('failed: lint')
    expect(shown.slice(1, -1)).toEqual(lines.slice(0, 11).map((line) => `  ${line}`))
    expect(shown.at(-1)).toBe('  …')
    expect(inShort({ name: 'lint', error: 'one\ntwo\n' })).toBe('failed: lint\n  one\n  two')
  })
})

describe('a report of Playwright', () => {
  const report = (specs: object[], errors: object[] = []) =>
    playwrightCounts({ errors, suites: [{ specs: [], suites: [{ specs }] }] } as never)

  test('counts a journey that passed only when tried again as failed', () => {
    const { passed, failed } = report([spec('expected'), spec('flaky'), spec('unexpected')])
    expect(passed).toBe(1)
    expect(failed).toHaveLength(2)
  })

  test('tells which journey failed and what it said', () => {
    const { failed } = report([spec('unexpected', { errors: ['no button', 'no title'] })])
    expect(failed).toEqual([{ name: 'journey.spec.ts › unexpected', error: 'no button\nno title' }])
  })

  test('tells why a journey was skipped', () => {
    const annotations = [{ type: 'skip', description: 'no AWS CLI' }]
    const { skipped } = report([spec('skipped', { annotations })])
    expect(skipped).toEqual([{ name: 'journey.spec.ts › skipped', reason: 'no AWS CLI' }])
  })

  test('counts a journey that it never came to as failed', () => {
    const { failed, skipped } = report([spec('skipped')])
    expect(failed).toEqual([{ name: 'journey.spec.ts › skipped', error: 'It did not run.' }])
    expect(skipped).toEqual([])
  })

  test('counts what failed outside of any journey', () => {
    const { failed } = report([], [{ message: 'The demo did not start.' }])
    expect(failed).toEqual([{ name: 'outside of any journey', error: 'The demo did not start.' }])
  })
})
