import type pg from 'pg'

/**
 * Makes `daypass_now()` a clock that can be moved, for tests and the demo. Where the offset stands is in a schema
 * that only the owner may touch; the function reads it with its owner's rights.
 */
export const MOVABLE_CLOCK = `
  create schema if not exists daypass_clock;
  create table if not exists daypass_clock.moved (
    only_row boolean primary key default true check (only_row),
    offset_seconds bigint not null
  );
  insert into daypass_clock.moved (offset_seconds) values (0) on conflict do nothing;
  create or replace function daypass_now() returns timestamptz
    language sql volatile security definer set search_path = pg_catalog as
    $$ select clock_timestamp() + make_interval(secs => offset_seconds) from daypass_clock.moved $$;
`

/** Moves the database's clock to so many seconds ahead of the real one. */
export async function moveDatabaseClock(owner: pg.Client, offsetSeconds: number): Promise<void> {
  await owner.query('update daypass_clock.moved set offset_seconds = $1', [offsetSeconds])
}

/** How many seconds the database's clock is ahead of the real one. */
export async function databaseClockOffset(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ seconds: string }>(
    'select offset_seconds as seconds from daypass_clock.moved',
  )
  return Number(rows[0]?.seconds ?? 0)
}
