import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { SystemContext } from '../identity/index'
import { grantEvents } from './events'
import { deliverAtStart } from './secret-hold'
import { lockStarting, noteStarted } from './store'
import { whyStopped } from './why-stopped'

const AT_A_TIME = 100

/**
 * Writes down the start of scheduled grants, so that people are told and secrets filled; whether their people are still
 * eligible is looked at again. Minting does not wait for it: it asks the clock itself (invariant 1). Returns how many
 * started; call again while it is 100.
 */
export function startDueGrants(ctx: Pick<SystemContext, 'inTransaction' | 'clouds'>): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const starting = await lockStarting(tx, AT_A_TIME)
    if (starting.length === 0) return 0
    const now = await databaseNow(tx)
    for (const grant of starting) {
      await noteStarted(tx, grant.id)
      const stopped = await whyStopped(tx, ctx, grant)
      // Also where nothing is minted: the delivery then fails with the reason, and can be asked for again.
      await deliverAtStart(tx, grant.id)
      await append(tx, grantEvents.started(now, grant, stopped))
    }
    return starting.length
  })
}
