import type pg from 'pg'

/** Where the model's clock begins. */
export const BEGIN = new Date('2026-11-23T09:00:00Z')

// Every look at it is a millisecond later, however slow the machine is: a sequence goes the same way every time it runs,
// and nothing crosses a limit by itself.
const LOGICAL_CLOCK = `
  create sequence if not exists daypass_clock.looks;
  create or replace function daypass_now() returns timestamptz
    language sql volatile security definer set search_path = pg_catalog as
    $$ select timestamptz '${BEGIN.toISOString()}' + make_interval(secs => offset_seconds)
         + nextval('daypass_clock.looks') * interval '1 millisecond' from daypass_clock.moved $$;
`

/** Makes the clock of this test database a logical one; `offset_seconds` moves it as it does the real one. */
export async function installLogicalClock(owner: pg.Client): Promise<void> {
  await owner.query(LOGICAL_CLOCK)
}

export async function restartClock(owner: pg.Client): Promise<void> {
  await owner.query('alter sequence daypass_clock.looks restart')
}
