import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { play } from './testing/model/play'
import { sequences } from './testing/model/steps'
import { neverSeen } from './testing/model/tally'
import type { Tally } from './testing/model/tally'
import { World } from './testing/model/world'

// Whatever people, the worker and the clock do, in whatever order and at the same moment: the invariants hold after every
// step. `npm run prove:model` does the same for longer. A run that failed prints its seed and path: with MODEL_SEED and
// MODEL_PATH it is repeated. MODEL_QUICK=1 stops at a counterexample as it is, without making it shorter.

const world = new World()
const RUNS = Number(process.env['MODEL_RUNS'] ?? 120)
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
    const lines =
      RUNS < 1000 ? [] : [...tally].sort().map(([what, times]) => `${String(times).padStart(7)}  ${what}`)
    process.stdout.write(
      [`model: ${String(RUNS)} sequences of seed ${String(seed)}`, ...lines, ''].join('\n'),
    )
    expect(neverSeen(tally, RUNS)).toEqual([])
  },
  RUNS * 20_000,
)
