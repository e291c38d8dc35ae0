import pg from 'pg'
import type { Passwords } from './cluster'

const DUPLICATE = ['42710', '42P04', '23505']

/** Makes the owner's and the application's roles where they are missing. `url` is the superuser's. */
export async function makeRoles(url: string, passwords: Passwords): Promise<void> {
  await withClient(url, async (client) => {
    // The owner may create databases for `db:create` and `db:drift`, which build the schema in an empty one.
    await createRole(client, 'daypass', passwords.daypass, 'createdb')
    await createRole(client, 'daypass_app', passwords.daypass_app, 'nocreatedb')
  })
}

/** Makes an empty database that belongs to the owner, where it is missing. `url` is the superuser's. */
export async function makeDatabase(url: string, name: string, template = 'template1'): Promise<void> {
  await withClient(url, (client) =>
    unlessThere(
      client.query(
        `create database ${pg.escapeIdentifier(name)} owner daypass template ${pg.escapeIdentifier(template)}`,
      ),
    ),
  )
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function createRole(client: pg.Client, role: string, password: string, right: string): Promise<void> {
  const known = await client.query('select from pg_roles where rolname = $1', [role])
  if (known.rowCount) return
  await unlessThere(client.query(`create role ${role} login ${right} password ${pg.escapeLiteral(password)}`))
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  await creation.catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError && DUPLICATE.includes(error.code ?? ''))) throw error
  })
}
