import { expect, test } from 'vitest'
import type { Transaction } from '../db/client'
import { canonicalText } from '../kernel/canonical'
import type { Json } from '../kernel/canonical'
import { append } from './append'
import type { NewEvent } from './append'
import { storedEvent } from './schema'

const event: NewEvent = {
  type: 'request.submitted',
  at: new Date('2026-05-03T12:00:00.250Z'),
  actor: { kind: 'person', personId: '0190b6a0-0000-7000-8000-000000000002', handle: 'alice', name: 'Alice' },
  about: { requestId: '0190b6a0-0000-7000-8000-000000000003', grantId: undefined },
  data: { reason: '=HYPERLINK("x")\n"ü😀', ticket: null, scope: { kind: 'whole-role' }, nothing: undefined },
}

/** What is sent to the database, statement by statement. */
async function written(given: NewEvent): Promise<unknown[][]> {
  const statements: unknown[][] = []
  const tx = {
    $executeRaw: (_: unknown, ...values: unknown[]) => {
      statements.push(values)
      return Promise.resolve(1)
    },
  } as unknown as Transaction
  await append(tx, given)
  return statements
}

test('an event is stored once, as canonical text, with one job that reacts (invariant 7)', async () => {
  const [line = [], ...more] = await written(event)
  const [id, at, canonical, job] = line
  expect(more).toEqual([])
  expect(at).toEqual(event.at)
  expect(job).toBe(JSON.stringify({ eventId: id }))
  expect(canonicalText(JSON.parse(String(canonical)) as Json)).toBe(canonical)
})

test('the stored text reads back as the event, what has no value left out', async () => {
  const [[id, , canonical] = []] = await written(event)
  expect(storedEvent.parse(JSON.parse(String(canonical)))).toEqual({
    schemaVersion: 1,
    id,
    type: 'request.submitted',
    occurredAt: '2026-05-03T12:00:00.250Z',
    actor: event.actor,
    about: { requestId: '0190b6a0-0000-7000-8000-000000000003' },
    data: { reason: '=HYPERLINK("x")\n"ü😀', ticket: null, scope: { kind: 'whole-role' } },
  })
})

test('an event that could not be read back the same is not written', async () => {
  await expect(written({ ...event, data: { reason: 'a\ud800' } })).rejects.toThrow(TypeError)
  await expect(written({ ...event, data: { count: Number.NaN } })).rejects.toThrow()
})

test.each([
  ['another schema version', { schemaVersion: 2 }],
  ['an unknown key', { more: true }],
  ['an actor of no kind', { actor: { kind: 'root' } }],
  ['something it is about that nobody searches by', { about: { secretId: 'x' } }],
  ['a time that is none', { occurredAt: 'yesterday' }],
])('a stored line with %s is not taken for an event', async (_what, change) => {
  const [[, , canonical] = []] = await written(event)
  const line = JSON.parse(String(canonical)) as object
  expect(storedEvent.safeParse({ ...line, ...change }).success).toBe(false)
})
