import type { Transaction } from '../db/client'
import { storedEvent } from './schema'
import type { StoredEvent } from './schema'

/** One event by its id, or undefined. */
export async function readEvent(tx: Transaction, id: string): Promise<StoredEvent | undefined> {
  const row = await tx.auditEvent.findUnique({ where: { id }, select: { canonical: true } })
  return row === null ? undefined : storedEvent.parse(JSON.parse(row.canonical))
}
