import { hostname, userInfo } from 'node:os'
import { createAws } from '../lib/clouds/aws/index'
import { openDatabase } from '../lib/db/client'
import { transactions } from '../lib/db/transaction'
import type { SystemContext } from '../lib/identity/index'
import { DaypassError } from '../lib/kernel/errors'

/** What the verbs that an operator calls have to work with. */
type OperatorContext = Pick<SystemContext, 'inTransaction' | 'clouds'>

/** The pure parts of AWS, which need neither configuration nor credentials. */
export function policyCompiler() {
  return createAws({ chained: process.env['DAYPASS_AWS_CHAINED'] !== 'no' })
}

/** Runs work on the database that `DATABASE_URL` names, and closes it afterwards. */
export async function withDatabase<T>(work: (ctx: OperatorContext) => Promise<T>): Promise<T> {
  const url = process.env['DATABASE_URL'] ?? ''
  if (url === '') throw new DaypassError('ERR_CONFIG_INVALID', 'DATABASE_URL must be set.')
  const database = openDatabase(url, 1)
  try {
    return await work({ inTransaction: transactions(database), clouds: { aws: policyCompiler() } })
  } finally {
    await database.$disconnect()
  }
}

/** Who runs this command: the operating system's name for them, and the machine. */
export function operator(): string {
  return `${userName()}@${hostname()}`
}

// In a container the user may have no name.
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid-${String(process.getuid?.() ?? '')}`
  }
}

/** The address of a page of the portal; its path alone where `DAYPASS_URL` is not set. */
export function pageAddress(path: string): string {
  const portal = process.env['DAYPASS_URL'] ?? ''
  return portal === '' ? path : new URL(path, portal).href
}
