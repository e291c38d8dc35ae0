import { endInGoodOrder } from '../stopping'
import { browserTests, onBuild, onSources, tests, type Check } from './checks'
import { inOneLine, inShort, sum, type Counts } from './counts'
import { endPrograms } from './run-program'

const WIDTH = 20
const startedAt = performance.now()
const results: (Counts & { runner: string })[] = []

async function runAll(checks: Check[]): Promise<void> {
  for (const check of checks) await runOne(check)
}

async function runOne({ name, run }: Check): Promise<void> {
  const began = performance.now()
  const outcome = await run()
  results.push({ ...outcome, runner: name })
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6)
  const sign = outcome.failed.length ? '✗' : '✓'
  say(`${sign} ${name.padEnd(WIDTH)} ${seconds} s   ${inOneLine(outcome)}`)
  if (outcome.failed.length) say(`${outcome.output.trimEnd()}\n`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

endInGoodOrder([endPrograms])
// Two lanes, about as long as each other, for two cores: no runner of tests keeps both busy by itself.
await Promise.all([runAll([...onBuild, ...browserTests]), runAll([...onSources, ...tests])])

const total = sum(results)
for (const { name, reason } of total.skipped) say(`skipped: ${name}: ${reason || 'no reason given'}`)
for (const failure of total.failed) say(inShort(failure))
say(`${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes`)
say(inOneLine(total))
process.exit(total.failed.length ? 1 : 0)
