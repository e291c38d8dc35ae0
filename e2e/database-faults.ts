import { withClient } from '@/scripts/postgres/roles'
import { demo } from './demo'

/** Ends every connection that the portal and the worker have, as a restart of the database would. */
export async function restartDatabaseConnections(): Promise<void> {
  await withClient(demo().database, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where usename = current_user and pid <> pg_backend_pid()`,
    ),
  )
}
