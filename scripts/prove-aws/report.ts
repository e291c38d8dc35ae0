export type Verdict = 'held' | 'did not hold' | 'not provable'

export type Result = { name: string; verdict: Verdict; because?: string }

const WIDTH = 'did not hold'.length

/** One line of the table: the verdict, then what it is about, then why. */
export function report({ name, verdict, because }: Result): string {
  const line = `  ${verdict.padEnd(WIDTH)}  ${name}`
  return because === undefined ? line : `${line}\n  ${' '.repeat(WIDTH)}  → ${because}`
}

/** "28 held, 0 did not hold, 1 not provable." */
export function summary(results: readonly Result[]): string {
  const count = (wanted: Verdict) => results.filter(({ verdict }) => verdict === wanted).length
  return `${count('held')} held, ${count('did not hold')} did not hold, ${count('not provable')} not provable.`
}
