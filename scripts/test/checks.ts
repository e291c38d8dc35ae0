import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { JSONReport } from '@playwright/test/reporter'
import { machineEnvironment } from '../demo/environment'
import { buildPortal } from '../portal-build'
import { projectRoot } from '../project'
import type { Counts } from './counts'
import { playwrightCounts } from './playwright-counts'
import { runProgram } from './run-program'

export interface Outcome extends Counts {
  /** What it said, for when it failed. */
  output: string
}

export interface Check {
  name: string
  run: () => Promise<Outcome>
}

const BIN = 'node_modules'
const LAST_LINES = 10
const SOURCES = ['app', 'cli', 'components', 'lib', 'mails', 'sandbox', 'scripts', 'prisma', 'e2e', 'bench']

/** Checks that read the sources alone. */
export const onSources: Check[] = [
  program('format', `${BIN}/prettier/bin/prettier.cjs`, '--check', '.'),
  program('room rules', `${BIN}/dependency-cruiser/bin/dependency-cruiser.mjs`, ...SOURCES),
  program('migrations', `${BIN}/tsx/dist/cli.mjs`, 'scripts/migrate.ts', 'drift'),
  program('lint', `${BIN}/eslint/bin/eslint.js`, '.', '--max-warnings', '0'),
]

/** The build and the checks that read what it makes: it writes types of the routes. */
export const onBuild: Check[] = [
  { name: 'build', run: build },
  program('types', `${BIN}/typescript/bin/tsc`, '--noEmit'),
  program('unused code', `${BIN}/knip/bin/knip.js`),
]

/** The tests of single parts, and those that need a database. */
export const tests: Check[] = [vitest('unit'), vitest('integration')]

/** The tests of all parts together; they need the build. */
export const browserTests: Check[] = [{ name: 'browser journeys', run: journeys }]

function program(name: string, ...command: string[]): Check {
  return {
    name,
    run: async () => {
      const { ok, output } = await runProgram(command, testEnvironment())
      return ok ? succeeded(output) : failed(output)
    },
  }
}

async function build(): Promise<Outcome> {
  try {
    await buildPortal(machineEnvironment())
    return succeeded('')
  } catch (error) {
    return failed(error instanceof Error ? error.message : '')
  }
}

function succeeded(output: string): Outcome {
  return { passed: 1, failed: [], skipped: [], output }
}

function failed(output: string): Outcome {
  return { passed: 0, failed: [{ name: '', error: output }], skipped: [], output }
}

function vitest(project: string): Check {
  const report = path.join(projectRoot, 'test-results', `${project}.json`)
  const command = [`${BIN}/vitest/vitest.mjs`, 'run', '--project', project]
  const reporters = ['--reporter', 'default', '--reporter', './scripts/test/vitest-counts.ts']
  return {
    name: `${project} tests`,
    run: async () => {
      rmSync(report, { force: true })
      const run = await runProgram([...command, ...reporters], { ...testEnvironment(), TEST_COUNTS: report })
      return outcome(
        run,
        existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Counts) : undefined,
      )
    },
  }
}

async function journeys(): Promise<Outcome> {
  const report = path.join(projectRoot, 'test-results/journeys.json')
  rmSync(report, { force: true })
  const run = await runProgram([`${BIN}/@playwright/test/cli.js`, 'test'], testEnvironment())
  const counts = existsSync(report)
    ? playwrightCounts(JSON.parse(readFileSync(report, 'utf8')) as JSONReport)
    : undefined
  return outcome(run, counts)
}

/** A runner that failed without saying which test did counts as one failure; how it ended says why. */
function outcome({ ok, output }: { ok: boolean; output: string }, counts: Counts | undefined): Outcome {
  const known = counts ?? { passed: 0, failed: [], skipped: [] }
  if ((ok && counts !== undefined) || known.failed.length > 0) return { ...known, output }
  const end = output.trimEnd().split('\n').slice(-LAST_LINES).join('\n')
  return { ...known, failed: [{ name: '', error: end }], output }
}

function testEnvironment(): NodeJS.ProcessEnv {
  return { ...machineEnvironment(), NODE_ENV: 'test', NO_COLOR: '1' }
}
