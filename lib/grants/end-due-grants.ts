import { append } from '../audit/index'
import type { SystemContext } from '../identity/index'
import { databaseNow } from '../db/transaction'
import { grantEvents } from './events'
import { grantMoves } from './machine'
import { releaseSecret } from './secret-hold'
import { endGrant, lockDueGrants } from './store'

const AT_A_TIME = 100

/**
 * Writes down the end of grants whose window is over, so that pages and people are told. Nothing depends on it being in
 * time: minting asks the clock itself (invariant 1). Returns how many were ended; call again while it is 100.
 */
export function endDueGrants(ctx: Pick<SystemContext, 'inTransaction'>): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const due = await lockDueGrants(tx, AT_A_TIME)
    if (due.length === 0) return 0
    const now = await databaseNow(tx)
    const { from, reason } = grantMoves.expire
    for (const grant of due) {
      await endGrant(tx, grant.id, from, { endedAt: grant.endsAt, endReason: reason })
      await releaseSecret(tx, grant, grant.endsAt)
      await append(tx, grantEvents.expired(now, grant))
    }
    return due.length
  })
}
