import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from './generated/client'

export type Database = PrismaClient
/** A transaction's client: what a verb's writes go through, so that they commit together or not at all (invariant 7). */
export type Transaction = Prisma.TransactionClient
export { Prisma }

/** Opens a pool of at most `connections` to PostgreSQL; nothing connects before the first query. */
export function openDatabase(url: string, connections = 10): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    // Here, not with each transaction, where it would be a statement of its own.
    options: '-c default_transaction_isolation=read\\ committed',
    max: connections,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
  })
  return new PrismaClient({ adapter })
}
