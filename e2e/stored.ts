import { withClient } from '@/scripts/postgres/roles'
import { demo } from './demo'

/** What stands in the demo's database, read as the owner of its tables. */
export function stored(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
  return withClient(demo().ownerDatabase, async (client) => (await client.query(sql, values)).rows as [])
}

/** The one row that a query must find. */
export async function storedOne(sql: string, ...values: unknown[]): Promise<Record<string, unknown>> {
  const [row, ...others] = await stored(sql, ...values)
  if (row === undefined || others.length > 0) throw new Error(`Not one row but ${others.length + 1}: ${sql}`)
  return row
}

/** Types and data of the events about a request, the oldest first. */
export function eventsOf(requestId: string): Promise<Record<string, unknown>[]> {
  return stored(
    `select body->>'type' as type, body->'actor'->>'handle' as by, body->'data'->>'code' as code
     from audit_events where body->'about'->>'requestId' = $1 order by occurred_at, id`,
    requestId,
  )
}
