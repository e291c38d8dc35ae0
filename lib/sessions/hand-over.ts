import { append } from '../audit/index'
import { sessionEvents } from './events'
import type { AtIssue } from './mint-session'
import { markHandedOver } from './store'
import { idsOf } from './withhold'

/** Committed before anything leaves the process: what was handed over is never missing from the log. */
export const noteHandOver: AtIssue = async (tx, now, issued) => {
  await markHandedOver(tx, issued.session.id, now)
  await append(tx, sessionEvents.handedOver(now, issued.minter.actor, idsOf(issued)))
}
