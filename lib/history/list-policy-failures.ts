import { z } from 'zod'
import { findEvents } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { addMinutes } from '../kernel/durations'
import { verb } from '../kernel/verb'
import type { PolicyFailure } from './schema'

const READ_AT_MOST = 100
const A_DAY = 24 * 60

/**
 * The conditions of approval policies that could not be evaluated within the last day, the newest first, each once with when
 * it failed last: everything that they decide on is refused until they are mended. For administrators.
 */
export const listPolicyFailures = verb(
  'list-policy-failures',
  z.strictObject({}),
  (ctx: Context): Promise<PolicyFailure[]> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const from = addMinutes(await databaseNow(tx), -A_DAY)
      const events = await findEvents(tx, { type: 'policy.failed', from }, READ_AT_MOST)
      const failures = events.flatMap(({ event, occurredAt }) => {
        const sentences = event.data['failures']
        return (Array.isArray(sentences) ? sentences : []).flatMap((sentence) =>
          typeof sentence === 'string'
            ? [{ entitlementId: event.about.entitlementId ?? '', sentence, at: occurredAt.toISOString() }]
            : [],
        )
      })
      const newest = new Map<string, PolicyFailure>()
      for (const failure of failures) {
        const key = `${failure.entitlementId} ${failure.sentence}`
        if (!newest.has(key)) newest.set(key, failure)
      }
      return [...newest.values()]
    })
  },
)
