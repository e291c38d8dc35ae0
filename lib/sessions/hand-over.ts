import { append } from '../audit/index'
import type { SystemContext } from '../identity/index'
import { sessionEvents } from './events'
import { lookAgain } from './mint-session'
import type { MintedSession } from './mint-session'
import { markHandedOver } from './store'
import { idsOf } from './withhold'

/** Committed before anything leaves the process: what was handed over is never missing from the log. */
export function handOver(ctx: SystemContext, minted: MintedSession): Promise<void> {
  return lookAgain(ctx, minted, async (tx, now) => {
    await markHandedOver(tx, minted.session.id, now)
    await append(tx, sessionEvents.handedOver(now, minted.minter.actor, idsOf(minted)))
  })
}
