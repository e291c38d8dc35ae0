import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import type { Counts } from './counts'

/** Writes what came out of a run of vitest, the reasons of skipped tests included, to the file in TEST_COUNTS. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts: Counts = { passed: 0, failed: unhandledErrors.length, skipped: [] }
    for (const module of modules) addModule(counts, module)
    const file = process.env['TEST_COUNTS']
    if (!file) throw new Error('TEST_COUNTS does not name the file to write to.')
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(counts))
  }
}

function addModule(counts: Counts, module: TestModule): void {
  // A file that could not be read, or whose set-up failed, has no failed tests to show for it.
  counts.failed += module.errors().length
  for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
  for (const test of module.children.allTests()) {
    const result = test.result()
    if (result.state === 'passed') counts.passed += 1
    else if (result.state === 'skipped')
      counts.skipped.push({
        name: `${module.relativeModuleId} › ${test.fullName}`,
        reason: result.note ?? '',
      })
    else counts.failed += 1
  }
}
