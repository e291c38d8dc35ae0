import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { GrantRow } from '../grants/index'
import type { SystemContext } from '../identity/index'
import type { ErrorCode } from '../kernel/errors'
import { sessionEvents } from './events'
import { noteFailure } from './store'
import type { Minter } from './minter'
import type { NewSession } from './store'

type Issued = { session: NewSession; grant: GrantRow }

/** The ids by which the log finds a session again. */
export function idsOf({ session, grant }: Issued) {
  return {
    ...session,
    requestId: grant.requestId,
    entitlementId: grant.entitlementId,
    accountId: grant.accountId,
  }
}

/** Writes down that a session was issued but its credentials did not leave the process: they are gone with it. */
export function withhold(
  ctx: Pick<SystemContext, 'inTransaction'>,
  issued: Issued & { minter: Pick<Minter, 'actor'> },
  failure: { code: ErrorCode; sentence: string },
): Promise<void> {
  return ctx.inTransaction(async (tx) => {
    await noteFailure(tx, issued.session.id, failure)
    await append(
      tx,
      sessionEvents.withheld(await databaseNow(tx), issued.minter.actor, idsOf(issued), failure.code),
    )
  })
}
