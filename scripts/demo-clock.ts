import { parseArgs } from 'node:util'
import { databaseClockOffset, moveDatabaseClock } from './clock-database'
import { runningDemo } from './demo/places'
import { moveSandboxClock } from './demo/sandbox'
import { withClient } from './postgres/roles'

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 }

/** The offset that a word like `+1h`, `+30m` or `reset` leads to, in seconds. */
function nextOffset(word: string, current: number): number {
  if (word === 'reset') return 0
  const [, amount, unit] = /^\+(\d{1,4})([smhd])$/.exec(word) ?? []
  if (!amount || !unit) throw new Error('Say how far: npm run demo:clock -- +1h (s, m, h, d), or reset.')
  return current + Number(amount) * SECONDS[unit as keyof typeof SECONDS]
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: 'demo' } },
  })
  const demo = runningDemo(values.data)
  if (!demo) throw new Error(`No demo runs on the data "${values.data}": npm run demo`)
  const offset = await withClient(demo.ownerDatabase, async (client) => {
    const next = nextOffset(positionals[0] ?? '', await databaseClockOffset(client))
    await moveDatabaseClock(client, next)
    return next
  })
  await moveSandboxClock(demo.aws, offset)
  process.stdout.write(`The demo's time is now ${new Date(Date.now() + offset * 1000).toUTCString()}.\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
