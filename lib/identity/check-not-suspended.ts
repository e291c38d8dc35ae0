import type { Transaction } from '../db/client'
import { DaypassError } from '../kernel/errors'
import type { Actor } from './schema'
import { isSuspended } from './suspension-store'

/**
 * Throws `ERR_SUSPENDED` if an administrator has suspended the actor since their call began. Their row stays locked until
 * the transaction ends: a suspension that commits first wins, one that comes later finds what was done. People are locked
 * last.
 */
export async function checkNotSuspended(tx: Transaction, { personId }: Actor): Promise<void> {
  if (await isSuspended(tx, personId))
    throw new DaypassError('ERR_SUSPENDED', 'Your access to Daypass is suspended. Ask an administrator.')
}
