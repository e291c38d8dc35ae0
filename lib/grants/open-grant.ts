import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import type { Transaction } from '../db/client'
import { addMinutes, wholeSecond } from '../kernel/durations'
import { newId } from '../kernel/ids'
import { grantEvents } from './events'
import { holdSecret } from './secret-hold'
import { insertGrant } from './store'
import type { NewGrant } from './store'

export type ApprovedRequest = Omit<NewGrant, 'id' | 'startsAt' | 'endsAt'> & {
  /** The start that was approved; null, or past: now. */
  startsAt: Date | null
  durationMinutes: number
}

/**
 * Opens the grant of a request that was just approved, in that approval's transaction. The window's clock starts at the
 * approved start, or now when there is none or it has passed, and ends on a whole second, for policies compare no finer.
 * One request opens one grant: the database holds it (invariant 6). Throws `ERR_SECRET_HELD` when the secret it would
 * deliver to is another grant's.
 */
export async function openGrant(
  tx: Transaction,
  now: Date,
  actor: EventActor,
  approved: ApprovedRequest,
): Promise<{ grantId: string; endsAt: Date }> {
  const { durationMinutes, startsAt: planned, ...pinned } = approved
  const startsAt = planned !== null && planned > now ? planned : now
  const grant = {
    ...pinned,
    id: newId(),
    startsAt,
    endsAt: wholeSecond(addMinutes(startsAt, durationMinutes)),
  }
  await insertGrant(tx, grant, now)
  await holdSecret(tx, grant, now)
  await append(tx, grantEvents.opened(now, actor, grant))
  return { grantId: grant.id, endsAt: grant.endsAt }
}
