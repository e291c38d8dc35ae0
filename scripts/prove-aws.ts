import { ASSUMPTIONS, CONTRACT } from '@/lib/testing/cloud-contract/index'
import { World } from '@/lib/testing/cloud-contract/world'
import { checkAccount, readOptions, Refusal } from './prove-aws/options'
import { report, summary } from './prove-aws/report'
import type { Result } from './prove-aws/report'
import { resultOf } from './prove-aws/result'
import { targetOf } from './prove-aws/target'

const EXIT = { proved: 0, notHeld: 1, refused: 2, interrupted: 130 }

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => stopping.abort(new Error('interrupted')))

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Runs both lists one by one, telling each result at once. */
async function prove(world: World): Promise<Result[]> {
  const results: Result[] = []
  for (const [title, list] of [
    ['What Daypass takes for granted about AWS', ASSUMPTIONS],
    ['What Daypass’s adapters promise', CONTRACT],
  ] as const) {
    say(`\n${title}`)
    for (const one of list) {
      const result = await resultOf(one, world)
      if (stopping.signal.aborted) return results
      results.push(result)
      say(report(result))
    }
  }
  return results
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env)
  const target = targetOf(options, stopping.signal)
  const world = await World.open(target)
  checkAccount(options, world.account.accountId)
  say(
    `Proving ${target.name} in the account ${world.account.accountId}, ${target.region}, as ${world.callerArn}.`,
  )
  say(`Everything made is named ${world.prefix}-… and removed at the end.`)
  if (target.standIn !== undefined) say('This is a stand-in: it proves this script, and nothing about AWS.')
  let results: Result[] = []
  let left: string[] = []
  try {
    results = await prove(world)
  } finally {
    left = await world.close()
    for (const one of left) say(`Not removed, please do so by hand: ${one}`)
  }
  if (stopping.signal.aborted) {
    say('\nInterrupted; what was made is removed.')
    return EXIT.interrupted
  }
  say(`\n${summary(results)}`)
  return results.some(({ verdict }) => verdict === 'did not hold') || left.length > 0
    ? EXIT.notHeld
    : EXIT.proved
}

// Ended by itself: connections that are kept open for the next call would hold it up.
try {
  process.exit(await main())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof Refusal ? EXIT.refused : EXIT.notHeld)
}
