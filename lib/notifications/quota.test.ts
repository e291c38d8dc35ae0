import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MailQuota } from '../ports/mail'
import { watchQuota } from './quota'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

const watched = (...answers: (MailQuota | null)[]) => {
  const quota = vi.fn(() => Promise.resolve(answers.shift() ?? null))
  return { quota, watch: watchQuota({ quota }) }
}

test('the provider is asked for its limits at most once a minute', async () => {
  const { quota, watch } = watched({ perSecond: 14, per24Hours: 10, sentLast24Hours: 0 })
  expect(await watch.read()).toEqual({ perSecond: 14, leftToday: true })
  vi.advanceTimersByTime(59_999)
  await watch.read()
  expect(quota).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  await watch.read()
  expect(quota).toHaveBeenCalledTimes(2)
})

test('in between, what this process sends counts against the day', async () => {
  const { watch } = watched({ perSecond: 14, per24Hours: 10, sentLast24Hours: 8 })
  await watch.read()
  watch.count()
  expect((await watch.read()).leftToday).toBe(true)
  watch.count()
  expect((await watch.read()).leftToday).toBe(false)
})

test('a provider that says nothing is sent ten a second, without an end', async () => {
  const { watch } = watched(null)
  expect(await watch.read()).toEqual({ perSecond: 10, leftToday: true })
})
