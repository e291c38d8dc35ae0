const CONNECTION_CODES =
  /^(P1001|P1002|P1008|P1017|P2024|P2037|E(CONN(REFUSED|RESET)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)|ENOTFOUND|EAI_AGAIN|57P0[123]|08\w{3}|53300)$/

// What node-postgres and Prisma say where they give no code of their own.
const CONNECTION_MESSAGES =
  /terminat(ed|ing) (connection|unexpectedly)|Connection terminated|is not queryable|timeout exceeded when trying to connect|Unable to start a transaction in the given time/i

/**
 * Whether an error means that PostgreSQL could not be reached or went away: a restart, a failover, a full pool.
 * Looks through causes, for the driver's error is wrapped. Sources: Prisma's error reference (P10xx, P2024, P2037),
 * PostgreSQL appendix A (classes 08 and 57P, 53300).
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const { code } = at as { code?: unknown }
    const meta = (at as { meta?: { driverAdapterError?: unknown } }).meta
    if (typeof code === 'string' && CONNECTION_CODES.test(code)) return true
    if (CONNECTION_MESSAGES.test(at.message)) return true
    if (meta?.driverAdapterError !== undefined && isDatabaseUnavailable(meta.driverAdapterError)) return true
    const { kind, originalCode } = (at.cause ?? {}) as { kind?: string; originalCode?: string }
    if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout')
      return true
    if (originalCode !== undefined && CONNECTION_CODES.test(originalCode)) return true
  }
  return false
}
