import { afterEach, expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { cancelRequest, decideRequest, submitRequest } from './index'

const domain = useDomain()

/** From now on the database refuses such a row, in the middle of whatever writes it. */
async function refuse(table: string, condition = 'true'): Promise<void> {
  await domain.asOwner(`
    create function public.refuse_for_test() returns trigger language plpgsql as
      $$ begin raise exception 'refused for the test'; end $$;
    create trigger refuse_for_test before insert on ${table} for each row when (${condition})
      execute function public.refuse_for_test();`)
}
afterEach(() => domain.asOwner('drop function if exists public.refuse_for_test() cascade'))

/** Every row and job that there is, to be compared. */
async function everything() {
  const tables = [
    'requests',
    'decisions',
    'grants',
    'sessions',
    'audit_events',
    'graphile_worker._private_jobs',
  ]
  const rows = await Promise.all(
    tables.map((table) =>
      domain.asOwner<{ row: string }>(`select t::text as row from ${table} t order by 1`),
    ),
  )
  return rows.map((found) => found.map(({ row }) => row))
}

const PLACES = [
  ['the event of the decision', 'audit_events', `(new.canonical::jsonb ->> 'type') = 'decision.made'`],
  ['the event of the request', 'audit_events', `(new.canonical::jsonb ->> 'type') = 'request.approved'`],
  ['the event of the grant', 'audit_events', `(new.canonical::jsonb ->> 'type') = 'grant.opened'`],
  ['the grant', 'grants', 'true'],
  ['the jobs', 'graphile_worker._private_jobs', 'true'],
] as const

test.each(PLACES)(
  'an approval that fails at %s leaves no state, no event and no job (invariant 7)',
  async (_, table, when) => {
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    const requestId = await domain.request(alice)
    const answer = await domain.answer(requestId)
    const before = await everything()
    await refuse(table, when)
    await expect(call(decideRequest, carla, answer)).rejects.toThrow('refused for the test')
    expect(await everything()).toEqual(before)

    await domain.asOwner('drop function public.refuse_for_test() cascade')
    expect(await call(decideRequest, carla, answer)).toMatchObject({ status: 'approved' })
  },
)

test.each(['audit_events', 'graphile_worker._private_jobs'])(
  'a request or a cancellation that fails at %s leaves nothing (invariant 7)',
  async (table) => {
    const alice = await domain.signIn('alice')
    const [requestId, form] = [await domain.request(alice), await domain.form()]
    const before = await everything()
    await refuse(table)
    await expect(call(submitRequest, alice, form)).rejects.toThrow('refused for the test')
    await expect(call(cancelRequest, alice, { requestId })).rejects.toThrow('refused for the test')
    expect(await everything()).toEqual(before)
  },
)
