import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayBeLive, sessionMoves, sessionSeconds, worksUntil } from './machine'
import type { SessionStatus } from './schema'

const statuses: SessionStatus[] = ['intended', 'issued', 'failed', 'unknown']

describe('invariant 3: the table of a session’s moves', () => {
  const pairs = statuses.flatMap((status) =>
    Object.entries(sessionMoves).map(([name, move]) => ({ status, name, move })),
  )

  test.each(pairs)('from $status by $name', ({ status, move }) => {
    expect(move.from === status).toBe(status === 'intended')
  })

  test('an intent is settled in one of three ways', () => {
    expect(Object.values(sessionMoves).map(({ to }) => to)).toEqual(['issued', 'failed', 'unknown'])
  })
})

const now = new Date('2026-05-03T12:00:00.600Z')
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000)

describe('invariant 2: how long a session is asked for', () => {
  test.each([
    ['all that is left', 1800, 3600, 1800],
    ['at most what the role or chaining allow', 7200, 3600, 3600],
    ['never under the shortest: the end-of-grant deny cuts the rest off', 60, 3600, 900],
    ['whole seconds, downwards', 1800.9, 3600, 1800],
    ['the shortest at the last moment', 0.001, 3600, 900],
    ['the shortest even if it is over, for the clock is asked elsewhere', -60, 3600, 900],
  ])('%s', (_what, left, limit, seconds) => {
    expect(sessionSeconds({ now, endsAt: inSeconds(left) }, limit, 900)).toBe(seconds)
  })

  test('it is a whole number that STS takes, and outlives the grant only by the shortest that STS issues', () => {
    const left = fc.integer({ min: -86_400_000, max: 30 * 86_400_000 })
    const limit = fc.integer({ min: 900, max: 43_200 })
    fc.assert(
      fc.property(left, limit, (leftMs, limitSeconds) => {
        const endsAt = new Date(now.getTime() + leftMs)
        const seconds = sessionSeconds({ now, endsAt }, limitSeconds, 900)
        expect(Number.isInteger(seconds) && seconds >= 900 && seconds <= limitSeconds).toBe(true)
        if (seconds > 900) expect(inSeconds(seconds) <= endsAt).toBe(true)
        if (leftMs >= limitSeconds * 1000) expect(seconds).toBe(limitSeconds)
      }),
    )
  })
})

describe('what may still work', () => {
  test.each<[SessionStatus, boolean]>([
    ['intended', true],
    ['issued', true],
    ['unknown', true],
    ['failed', false],
  ])('a session that is %s may be live until its expiry: %s', (status, live) => {
    expect(mayBeLive({ status, expiresAt: inSeconds(1) }, now)).toBe(live)
    expect(mayBeLive({ status, expiresAt: now }, now)).toBe(false)
  })

  test('it works until its own expiry or the grant’s end, whichever is first, and never if nothing was issued', () => {
    const shift = fc.integer({ min: -100_000, max: 100_000 })
    fc.assert(
      fc.property(fc.constantFrom(...statuses), shift, shift, (status, expiry, end) => {
        const [expiresAt, grantEndsAt] = [inSeconds(expiry), inSeconds(end)]
        const until = worksUntil({ status, expiresAt, grantEndsAt })
        expect(until).toEqual(status === 'failed' ? null : inSeconds(Math.min(expiry, end)))
      }),
    )
  })
})
