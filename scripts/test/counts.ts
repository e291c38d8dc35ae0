export interface Skipped {
  name: string
  reason: string
}

/** What came out of a runner. */
export interface Counts {
  passed: number
  failed: number
  skipped: Skipped[]
}

/** The sum of all runners. */
export function sum(all: Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.flatMap(({ skipped }) => skipped),
  }
}

/** The last line of a test run. */
export function inOneLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`
}
