import type { JSONReport, JSONReportSuite, JSONReportTest } from '@playwright/test/reporter'
import type { Counts } from './counts'

/** Reads what came out of a run of Playwright from its JSON report. */
export function playwrightCounts(report: JSONReport): Counts {
  // What failed outside of any test: the demo that did not start, a file that cannot be read.
  const outside = report.errors.map(({ message }) => ({
    name: 'outside of any journey',
    error: message ?? '',
  }))
  const counts: Counts = { passed: 0, failed: outside, skipped: [] }
  for (const suite of report.suites) addSuite(counts, suite)
  return counts
}

function addSuite(counts: Counts, suite: JSONReportSuite): void {
  for (const inner of suite.suites ?? []) addSuite(counts, inner)
  for (const spec of suite.specs)
    for (const test of spec.tests) addTest(counts, `${spec.file} › ${spec.title}`, test)
}

function addTest(counts: Counts, name: string, test: JSONReportTest): void {
  const skip = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  if (test.status === 'expected') counts.passed += 1
  else if (test.status === 'skipped' && skip) counts.skipped.push({ name, reason: skip.description ?? '' })
  else {
    const errors = test.results.flatMap((result) => result.errors.map(({ message }) => message))
    // Playwright calls skipped what it never came to, because something before it went wrong.
    counts.failed.push({ name, error: errors.join('\n') || 'It did not run.' })
  }
}
