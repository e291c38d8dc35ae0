import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'
import type { Counts } from './counts'

/** Reads what came out of a run of Playwright from its JSON report. */
export function playwrightCounts(report: JSONReport): Counts {
  // What failed outside of any test: the demo that did not start, a file that cannot be read.
  const counts: Counts = { passed: 0, failed: report.errors.length, skipped: [] }
  for (const suite of report.suites) addSuite(counts, suite)
  return counts
}

function addSuite(counts: Counts, suite: JSONReportSuite): void {
  for (const inner of suite.suites ?? []) addSuite(counts, inner)
  for (const spec of suite.specs)
    for (const test of spec.tests) {
      if (test.status === 'expected') counts.passed += 1
      else if (test.status === 'skipped') {
        const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description
        counts.skipped.push({ name: `${spec.file} › ${spec.title}`, reason: reason ?? '' })
      } else counts.failed += 1
    }
}
