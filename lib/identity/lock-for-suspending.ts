import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { DaypassError } from '../kernel/errors'
import { authorize, notFound } from './authorize'
import type { Context } from './context'
import { lockPeople, suspensionInForce } from './suspension-store'
import type { LockedPerson } from './suspension-store'

/**
 * What suspending and reinstating begin with: both people under lock, so that of two administrators who suspend each
 * other at once one comes too late. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN` (with `ownSentence` for themselves).
 */
export async function lockForSuspending(
  tx: Transaction,
  { actor }: Context,
  personId: string,
  ownSentence: string,
): Promise<{ person: LockedPerson; now: Date }> {
  authorize(actor, { to: 'administer' })
  if (personId === actor.personId) throw new DaypassError('ERR_FORBIDDEN', ownSentence)
  const person = await lockPeople(tx, personId, actor.personId)
  if (person === undefined) throw notFound()
  if ((await suspensionInForce(tx, actor.personId)) !== null)
    throw new DaypassError('ERR_SUSPENDED', 'Your access to Daypass is suspended. Ask an administrator.')
  return { person, now: await databaseNow(tx) }
}
