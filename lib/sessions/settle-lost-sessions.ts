import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { SystemContext } from '../identity/index'
import { sessionEvents } from './events'
import { lockLostIntents, settle } from './store'

/** Well over the time that one attempt may take. */
const LOST_AFTER_SECONDS = 120
const AT_A_TIME = 100
const SENTENCE =
  'Daypass stopped before AWS’s answer was written down. A session may exist; nobody holds its credentials.'

/**
 * Marks intents that nobody settled as `unknown` (invariant 3): the process that made them is gone. Returns how many.
 */
export function settleLostSessions(ctx: Pick<SystemContext, 'inTransaction'>): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const lost = await lockLostIntents(tx, LOST_AFTER_SECONDS, AT_A_TIME)
    for (const { grant, ...session } of lost) {
      const now = await databaseNow(tx)
      await settle(tx, session.id, 'lose', {
        settledAt: now,
        failureCode: 'ERR_STS_UNKNOWN',
        failureSentence: SENTENCE,
      })
      const { requestId, entitlementId, accountId } = grant
      const outcome = { status: 'unknown', code: 'ERR_STS_UNKNOWN', providerCode: null } as const
      await append(
        tx,
        sessionEvents.notIssued(
          now,
          { kind: 'daypass' },
          { ...session, requestId, entitlementId, accountId },
          outcome,
        ),
      )
    }
    return lost.length
  })
}
