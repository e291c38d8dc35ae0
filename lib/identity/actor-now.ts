import type { Transaction } from '../db/client'
import { checkNotSuspended } from './check-not-suspended'
import { requesterFactsOf } from './people-store'
import type { Actor } from './schema'

/**
 * The actor as their last sign-in says now: with other groups since the call began, those count. No sign-in and no
 * suspension of theirs comes between this and the end of the caller's transaction. Throws `ERR_SUSPENDED`.
 */
export async function actorNow(tx: Transaction, actor: Actor): Promise<Actor> {
  await checkNotSuspended(tx, actor)
  const { groups, email, handleIsUnique, managerHandle } = await requesterFactsOf(tx, actor.personId)
  return { ...actor, groups, email, handleIsUnique, managerHandle }
}
