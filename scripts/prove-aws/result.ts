import type { ContractCase } from '@/lib/testing/cloud-contract/case'
import { NotProvable } from '@/lib/testing/cloud-contract/target'
import type { World } from '@/lib/testing/cloud-contract/world'
import type { Result } from './report'

/** Tries one part, and says how it went. Errors of assertions and of the SDK hold nothing secret. */
export async function resultOf({ name, run }: ContractCase, world: World): Promise<Result> {
  try {
    await run(world)
    return { name, verdict: 'held' }
  } catch (error) {
    const [because = ''] = (error instanceof Error ? error.message : 'unknown error').split('\n')
    return { name, verdict: error instanceof NotProvable ? 'not provable' : 'did not hold', because }
  }
}
