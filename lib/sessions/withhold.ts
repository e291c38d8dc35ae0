import { append } from '../audit/index'
import type { Transaction } from '../db/client'
import type { GrantRow } from '../grants/index'
import type { ErrorCode } from '../kernel/errors'
import { sessionEvents } from './events'
import type { Minter } from './minter'
import { noteFailure } from './store'
import type { NewSession } from './store'

type Issued = { session: NewSession; grant: GrantRow; minter: Pick<Minter, 'actor'> }

/** The ids by which the log finds a session again. */
export function idsOf({ session, grant }: Pick<Issued, 'session' | 'grant'>) {
  return {
    ...session,
    requestId: grant.requestId,
    entitlementId: grant.entitlementId,
    accountId: grant.accountId,
  }
}

/** Writes down that a session was issued but its credentials did not leave the process: they are gone with it. */
export async function withhold(
  tx: Transaction,
  now: Date,
  issued: Issued,
  failure: { code: ErrorCode; sentence: string },
): Promise<void> {
  await noteFailure(tx, issued.session.id, failure)
  await append(tx, sessionEvents.withheld(now, issued.minter.actor, idsOf(issued), failure.code))
}
