import type { Transaction } from '../../db/client'
import type { InTransaction } from '../../db/transaction'
import { outcomeOf } from './deeds'
import type { Deed } from './deeds'
import { differences, digestOf, inShort } from './digest'
import type { Memory } from './judge'
import { wrongInStep } from './rules-of-step'
import type { Outcome } from './rules-of-step'
import { readSnapshot } from './snapshot'
import type { World } from './world'

/** What one order of some deeds leads to: what can be compared of it, what the model remembers, what is wrong on the way. */
type Order = { words: string; digest: string; memory: Memory; wrong: string[] }

/**
 * Does some deeds at the same moment, each on a connection of its own, and says what is wrong: when what came of them is
 * what no order, one after the other, leads to; and what is wrong in that order. Orders are tried first, and rolled back.
 */
export async function doTogether(
  world: World,
  deeds: readonly Deed[],
  count: (what: string) => void,
): Promise<string[]> {
  const orders = await tryOrders(world, deeds)
  const { state: before } = world
  const outcomes = await Promise.all(deeds.map((deed) => outcomeOf(deed, world.system)))
  const after = await world.look()
  const digest = digestOf(before, after, outcomes)
  const order = orders.find((one) => one.digest === digest)
  outcomes.forEach((outcome, index) => {
    if ('answer' in outcome) deeds[index]?.done?.(outcome.answer)
  })
  for (const outcome of outcomes) count('code' in outcome ? outcome.code : 'done')
  world.story.push(`  together: ${outcomes.map((outcome) => inShort(outcome)).join(' | ')}`)
  // What is wrong in one of the orders could have happened so, whichever of them it was today.
  const wrong = orders.flatMap((one) => one.wrong)
  if (order === undefined)
    return [
      ...wrong,
      'no order of these leads to what they came to together',
      ...orders.map((one) => `  in the order ${one.words}: ${differences(one.digest, digest)}`),
    ]
  world.memory = order.memory
  return wrong
}

async function tryOrders(world: World, deeds: readonly Deed[]): Promise<Order[]> {
  const orders: Order[] = []
  const rolledBack = new Error('as if nothing had been')
  const trial = world.database.$transaction(
    async (tx) => {
      for (const order of permutations(deeds.map((_, index) => index))) {
        await tx.$executeRawUnsafe('savepoint beginning')
        orders.push(await tryOrder(world, tx, deeds, order))
        await tx.$executeRawUnsafe('rollback to savepoint beginning')
      }
      throw rolledBack
    },
    { maxWait: 5000, timeout: 120_000 },
  )
  await trial.catch((error: unknown) => {
    if (error !== rolledBack) throw error
  })
  return orders
}

async function tryOrder(
  world: World,
  tx: Transaction,
  deeds: readonly Deed[],
  order: readonly number[],
): Promise<Order> {
  const system = { ...world.system, inTransaction: within(tx) }
  const memory: Memory = new Map(world.memory)
  const outcomes: Outcome[] = []
  const wrong: string[] = []
  let before = world.state
  for (const index of order) {
    const deed = deeds[index]
    if (deed === undefined) continue
    const outcome = await outcomeOf(deed, system)
    const after = await readSnapshot(tx)
    outcomes[index] = outcome
    wrong.push(
      ...wrongInStep(world.versions, memory, { before, after, outcome }).map(
        (sentence) => `${deed.words}: ${sentence}`,
      ),
    )
    before = after
  }
  return {
    words: order.map(String).join(', '),
    digest: digestOf(world.state, before, outcomes),
    memory,
    wrong,
  }
}

/** Transactions within one: a savepoint each. */
function within(tx: Transaction): InTransaction {
  return async (work) => {
    await tx.$executeRawUnsafe('savepoint deed')
    try {
      const answer = await work(tx)
      await tx.$executeRawUnsafe('release savepoint deed')
      return answer
    } catch (error) {
      await tx.$executeRawUnsafe('rollback to savepoint deed')
      throw error
    }
  }
}

function permutations(list: readonly number[]): number[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((first) =>
    permutations(list.filter((other) => other !== first)).map((rest) => [first, ...rest]),
  )
}
