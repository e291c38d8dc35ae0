import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import { projectRoot } from '../project'
import type { Counts } from './counts'

type VitestError = SerializedError & { diff?: string }

/** Writes what came out of a run of vitest, the reasons of skipped tests included, to the file in TEST_COUNTS. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: [], skipped: [] }
    addErrors(counts, 'outside of any test', unhandledErrors)
    for (const module of modules) addModule(counts, module)
    const file = process.env['TEST_COUNTS']
    if (!file) throw new Error('TEST_COUNTS does not name the file to write to.')
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(counts))
  }
}

function addModule(counts: Counts, module: TestModule): void {
  const file = module.relativeModuleId
  // A file that could not be read, or whose set-up failed, has no failed tests to show for it.
  addErrors(counts, file, module.errors())
  for (const suite of module.children.allSuites())
    addErrors(counts, `${file} › ${suite.fullName}`, suite.errors())
  for (const test of module.children.allTests()) {
    const result = test.result()
    const name = `${file} › ${test.fullName}`
    if (result.state === 'passed') counts.passed += 1
    else if (result.state === 'skipped') counts.skipped.push({ name, reason: result.note ?? '' })
    else {
      const errors = (result.errors ?? []).map(inWords)
      counts.failed.push({ name, error: errors.join('\n') || 'It did not come to its end.' })
    }
  }
}

function addErrors(counts: Counts, name: string, errors: readonly SerializedError[]): void {
  for (const error of errors) counts.failed.push({ name, error: inWords(error) })
}

/** What is wrong, where in the project, and how what is there differs from what should be. */
function inWords({ name, message, stacks, stack, diff }: VitestError): string {
  const what = `${name ?? 'Error'}: ${message}`
  // An error that no test caught comes as it was thrown.
  if (stacks === undefined) return stack ?? what
  const places = stacks.map(({ file, line }) => `at ${path.relative(projectRoot, file)}:${String(line)}`)
  return [what, ...places.slice(0, 1), ...(diff ? [diff] : [])].join('\n')
}
