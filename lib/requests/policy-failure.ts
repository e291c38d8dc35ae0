import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { eventActorOf } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import type { FieldProblem } from '../kernel/errors'
import { requestEvents } from './events'

/** Refused because a condition of the approval policy could not be evaluated: somebody has to mend it. */
class PolicyFailure extends DaypassError {
  constructor(
    sentence: string,
    fields: readonly FieldProblem[],
    readonly entitlementId: string,
    readonly failures: readonly string[],
  ) {
    super('ERR_REQUEST_REFUSED', sentence, { fields })
  }
}

/** The refusal of what has problems; one that the log tells administrators of, where the policy itself failed. */
export function refused(
  sentence: string,
  problems: readonly FieldProblem[],
  { entitlementId, failures }: { entitlementId: string; failures: readonly string[] },
): DaypassError {
  return failures.length === 0
    ? new DaypassError('ERR_REQUEST_REFUSED', sentence, { fields: problems })
    : new PolicyFailure(sentence, problems, entitlementId, failures)
}

/** Runs a verb's work; a policy that failed in it is written down for administrators, and the refusal stands. */
export async function tellingOfFailures<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof PolicyFailure) await tell(ctx, error)
    throw error
  }
}

async function tell(ctx: Context, { entitlementId, failures }: PolicyFailure): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const about = { personId: ctx.actor.personId, entitlementId }
    await append(
      tx,
      requestEvents.policyFailed(await databaseNow(tx), eventActorOf(ctx.actor), about, failures),
    )
  })
}
