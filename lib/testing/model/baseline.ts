import type pg from 'pg'

// Making the first state takes most of a second, a copy of it a few milliseconds: every sequence begins with the copy.

const TABLES = `
  select n.nspname as schema, c.relname as name,
    (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and (n.nspname = 'public' and c.relname <> '_prisma_migrations'
    or n.nspname = 'graphile_worker' and c.relname in ('_private_jobs', '_private_job_queues'))`

type Table = { schema: string; name: string; columns: string }

/** Keeps a copy of every table that holds something; answers what brings them back into empty ones. */
export async function keepBaseline(superuser: pg.Client): Promise<string> {
  const { rows } = await superuser.query<Table>(TABLES)
  const copies: string[] = []
  await superuser.query('drop schema if exists model_baseline cascade; create schema model_baseline')
  for (const { schema, name, columns } of rows) {
    const copy = `model_baseline.${name}`
    const { rowCount } = await superuser.query(
      `create table ${copy} as select ${columns} from ${schema}.${name}`,
    )
    if (rowCount !== 0)
      copies.push(
        `insert into ${schema}.${name} (${columns}) overriding system value select ${columns} from ${copy}`,
      )
  }
  return ['set session_replication_role = replica', ...copies].join('; ')
}
