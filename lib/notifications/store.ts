import pg from 'pg'
import type { Transaction } from '../db/client'
import { LIVE_CHANNEL } from './live-message'

/** Tells every portal process when the transaction commits. Never within a verb's: NOTIFY makes commits wait for each other. */
export async function notifyPortals(tx: Transaction, message: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${LIVE_CHANNEL}, ${message})`
}

/**
 * Listens on one connection of its own until it breaks or `signal` says stop; then it returns. `hear` gets every
 * payload, `ready` is called once it listens.
 */
export async function listenOnce(
  url: string,
  { hear, ready, signal }: { hear: (payload: string) => void; ready: () => void; signal: AbortSignal },
): Promise<void> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 })
  const over = new Promise<void>((resolve) => {
    const finish = () => {
      resolve()
    }
    client.once('end', finish)
    client.on('error', finish)
    signal.addEventListener('abort', finish, { once: true })
  })
  client.on('notification', ({ payload }) => {
    hear(payload ?? '')
  })
  try {
    await client.connect()
    await client.query(`listen ${LIVE_CHANNEL}`)
    ready()
    await over
  } finally {
    await client.end()
  }
}
