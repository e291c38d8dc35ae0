import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { play } from './testing/model/play'
import { sequences } from './testing/model/steps'
import { TO_BE_SEEN } from './testing/model/tally'
import type { Tally } from './testing/model/tally'
import { World } from './testing/model/world'

// Whatever people, the worker and the clock do, in whatever order and at the same moment: the invariants hold after every
// step. `npm run prove:model` does the same for longer; MODEL_SEED and MODEL_PATH repeat a run that failed.

const world = new World()
const RUNS = Number(process.env['MODEL_RUNS'] ?? 110)
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31)
const path = process.env['MODEL_PATH']

beforeAll(() => world.open())
afterAll(() => world.database.$disconnect())

test(
  'whatever is done in whatever order, approvals, windows and the log hold what they promise (invariants 1, 2, 4–7, 10, 13)',
  async () => {
    const tally: Tally = new Map()
    const property = fc.asyncProperty(sequences, (steps) => play(world, steps, tally))
    await fc.assert(property, {
      numRuns: RUNS,
      seed,
      ...(path === undefined ? {} : { path }),
      endOnFailure: path !== undefined || process.env['MODEL_QUICK'] !== undefined,
    })
    const lines = [...tally].sort().map(([what, times]) => `${String(times).padStart(6)}  ${what}`)
    process.stdout.write(`${String(RUNS)} sequences of seed ${String(seed)}\n${lines.join('\n')}\n`)
    // Of few sequences it says nothing.
    expect(RUNS < 100 ? [] : TO_BE_SEEN.filter((what) => (tally.get(what) ?? 0) === 0)).toEqual([])
  },
  RUNS * 20_000,
)
