import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import type { Transaction } from '../db/client'
import { addMinutes, wholeSecond } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import { grantEvents } from './events'
import { statusAt } from './machine'
import { keepSecret } from './secret-hold'
import { lockGrant, moveEnd } from './store'

/**
 * Moves the end of a running grant, in the transaction of the extension's approval. Nothing that was issued is touched:
 * it keeps its old end, and the next session gets the new one. Throws `ERR_GRANT_NOT_LIVE` when the grant is over, also
 * by the clock alone, and `ERR_SECRET_HELD` when its secret is another grant's by then.
 */
export async function extendGrant(
  tx: Transaction,
  actor: EventActor,
  extension: { grantId: string; requestId: string; durationMinutes: number },
): Promise<{ endsAt: Date }> {
  const locked = await lockGrant(tx, extension.grantId)
  const over = new DaypassError('ERR_GRANT_NOT_LIVE', 'This grant is over: there is nothing to extend.')
  if (locked === undefined) throw over
  const { grant, now } = locked
  const status = statusAt(grant, now)
  if (status === 'ended') throw over
  const endsAt = wholeSecond(addMinutes(grant.endsAt, extension.durationMinutes))
  if (!(await moveEnd(tx, grant, endsAt))) throw over
  await keepSecret(tx, grant, { endsAt, running: status === 'active' })
  await append(tx, grantEvents.extended(now, actor, grant, { requestId: extension.requestId, endsAt }))
  return { endsAt }
}
