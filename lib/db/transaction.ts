import type { Database, Transaction } from './client'

/** Runs work in one transaction: everything it wrote commits together, or nothing does (invariant 7). */
export type InTransaction = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>

export function transactions(database: Database): InTransaction {
  return (work) => database.$transaction(work, { maxWait: 5000, timeout: 15_000 })
}

/**
 * The one clock (invariant 13): PostgreSQL's, read when called. Where a lock decides, call it after the lock is held.
 */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select daypass_now() as now`
  if (row === undefined) throw new Error('daypass_now() answered no row')
  return row.now
}
