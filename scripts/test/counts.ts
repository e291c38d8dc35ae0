import { stripVTControlCharacters } from 'node:util'

const MOST_LINES = 12

export interface Skipped {
  name: string
  reason: string
}

export interface Failed {
  name: string
  /** What it said; many lines where the runner has them. */
  error: string
}

/** What came out of a runner. */
export interface Counts {
  passed: number
  failed: Failed[]
  skipped: Skipped[]
}

/** The sum of all runners, by the runner's name; names of what failed begin with it. */
export function sum(all: (Counts & { runner: string })[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.flatMap(({ runner, failed }) =>
      failed.map(({ name, error }) => ({ name: name ? `${runner} › ${name}` : runner, error })),
    ),
    skipped: all.flatMap(({ skipped }) => skipped),
  }
}

/** What is said of a failure at the end: its name and how its error begins. */
export function inShort({ name, error }: Failed): string {
  const lines = stripVTControlCharacters(error)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean)
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), '…'] : lines
  return [`failed: ${name}`, ...shown.map((line) => `  ${line}`)].join('\n')
}

/** The last line of a test run. */
export function inOneLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`
}
