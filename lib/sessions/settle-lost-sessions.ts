import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
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
    for (const { grant, ...session } of lost) await settleLost(tx, session, grant, await databaseNow(tx))
    return lost.length
  })
}

/** Marks one intent whose process is gone as `unknown`. */
export async function settleLost(
  tx: Transaction,
  session: { id: string; grantId: string; personId: string },
  { requestId, entitlementId, accountId }: { requestId: string; entitlementId: string; accountId: string },
  now: Date,
): Promise<void> {
  const failure = { failureCode: 'ERR_STS_UNKNOWN', failureSentence: SENTENCE }
  if (!(await settle(tx, session.id, 'lose', { settledAt: now, ...failure }))) return
  const outcome = { status: 'unknown', code: 'ERR_STS_UNKNOWN', providerCode: null } as const
  const ids = { ...session, requestId, entitlementId, accountId }
  await append(tx, sessionEvents.notIssued(now, { kind: 'daypass' }, ids, outcome))
}
