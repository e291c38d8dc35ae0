import { expect, test } from 'vitest'
import { transactions } from '../db/transaction'
import { useDomain } from '../testing/domain'
import { appendAll } from './append'
import type { NewEvent } from './append'

const domain = useDomain()

test('many events at once are as many lines, in order, each with its own job, and none if the transaction fails', async () => {
  const [jobs, lines] = [(await domain.eventsToReactTo()).length, (await domain.events()).length]
  const at = new Date('2026-11-22T10:00:00.123Z')
  const events = Array.from({ length: 1203 }, (_, index): NewEvent => ({
    type: 'test.happened',
    at,
    actor: { kind: 'operator', name: 'opal@machine' },
    about: {},
    data: { index, text: `"quoted", {braced}, \\ and ’` },
  }))
  const run = transactions(domain.database)
  await expect(
    run(async (tx) => {
      await appendAll(tx, events)
      throw new Error('not after all')
    }),
  ).rejects.toThrow('not after all')
  expect(await domain.events()).toHaveLength(lines)

  await run((tx) => appendAll(tx, events))
  const written = await domain.events('test.happened')
  expect(written.map(({ data }) => data)).toEqual(events.map(({ data }) => data))
  expect(new Set(written.map(({ occurredAt }) => occurredAt))).toEqual(new Set([at.toISOString()]))
  const waiting = await domain.eventsToReactTo()
  expect(waiting).toHaveLength(jobs + 1203)
  expect(waiting.slice(jobs).sort()).toEqual(written.map(({ id }) => id).sort())
})
