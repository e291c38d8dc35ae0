import { describe, expect, test } from 'vitest'
import { inOneLine, sum } from './counts'
import { playwrightCounts } from './playwright-counts'

const spec = (status: string, annotations: object[] = []) => ({
  file: 'journey.spec.ts',
  title: status,
  tests: [{ status, annotations }],
})

describe('the last line of a test run', () => {
  test('sums up all runners', () => {
    const skipped = [{ name: 'AWS CLI', reason: 'not installed' }]
    const total = sum([
      { passed: 1, failed: 0, skipped: [] },
      { passed: 40, failed: 2, skipped },
    ])
    expect(inOneLine(total)).toBe('41 passed, 2 failed, 1 skipped')
    expect(total.skipped).toEqual(skipped)
  })
})

describe('a report of Playwright', () => {
  const report = (specs: object[], errors: object[] = []) =>
    playwrightCounts({ errors, suites: [{ specs: [], suites: [{ specs }] }] } as never)

  test('counts a journey that passed only when tried again as failed', () => {
    expect(report([spec('expected'), spec('flaky'), spec('unexpected')])).toMatchObject({
      passed: 1,
      failed: 2,
    })
  })

  test('tells why a journey was skipped', () => {
    const { skipped } = report([spec('skipped', [{ type: 'skip', description: 'no AWS CLI' }])])
    expect(skipped).toEqual([{ name: 'journey.spec.ts › skipped', reason: 'no AWS CLI' }])
  })

  test('counts what failed outside of any journey', () => {
    expect(report([], [{ message: 'The demo did not start.' }]).failed).toBe(1)
  })
})
