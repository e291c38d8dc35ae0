import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveNews } from '@/lib/notifications/index'
import { openLiveStream } from './live-stream'

let tell: (news: LiveNews) => void
let following: number
const liveUpdates = {
  follow: (follower: (news: LiveNews) => void) => {
    tell = follower
    following++
    return () => {
      following--
    }
  },
}

beforeEach(() => {
  following = 0
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open(isAlive: () => Promise<boolean> = () => Promise.resolve(true)) {
  const browser = new AbortController()
  const response = openLiveStream({
    signInId: 'mine',
    isAlive,
    liveUpdates,
    lastMs: 0,
    signal: browser.signal,
  })
  return { response, browser }
}

test('a stream tells the ids of what changed, and nothing of sign-ins of others', async () => {
  const { response, browser } = open()
  tell({ ids: ['a', 'b'] })
  tell({ ids: [], endedSignInId: 'another' })
  tell('missed')
  browser.abort()
  const text = await response.text()
  expect(text).toBe('retry: 2000\n\ndata: {"ids":["a","b"]}\n\ndata: {"ids":[]}\n\n')
})

test('a stream tells every page to read again when anything may have changed', async () => {
  const { response, browser } = open()
  tell({ ids: [], anything: true })
  browser.abort()
  expect(await response.text()).toBe('retry: 2000\n\ndata: {"ids":[]}\n\n')
})

test('a stream ends at once when its sign-in does', async () => {
  const { response } = open()
  tell({ ids: [], endedSignInId: 'mine' })
  expect(await response.text()).toContain('event: ended')
  expect(following).toBe(0)
})

test('a stream ends within half a minute when its sign-in passed a limit and nobody said so', async () => {
  const { response } = open(() => Promise.resolve(false))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await response.text()).toContain('event: ended')
  expect(following).toBe(0)
})

test('a stream outlives a database that is away for a while', async () => {
  const { response, browser } = open(() => Promise.reject(new Error('away')))
  await vi.advanceTimersByTimeAsync(60_000)
  browser.abort()
  expect(await response.text()).not.toContain('event: ended')
})

test('a stream closes when the portal does, so that the browser turns to another one', async () => {
  const { response } = open()
  tell('closing')
  expect(await response.text()).toBe('retry: 2000\n\n')
  expect(following).toBe(0)
})

test('nothing is left behind when the browser goes', async () => {
  const { response, browser } = open()
  browser.abort()
  tell({ ids: ['a'] })
  expect(await response.text()).toBe('retry: 2000\n\n')
  expect(following).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
