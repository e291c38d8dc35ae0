import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canMove, grantMoves, statusAt } from './machine'
import type { GrantMove, GrantWindow } from './machine'
import type { GrantStatus } from './schema'

const statuses: GrantStatus[] = ['scheduled', 'active', 'ended']
const POSSIBLE = ['expire', 'relinquish', 'revoke'].flatMap((move) => [`scheduled ${move}`, `active ${move}`])

describe('the table of a grant’s moves', () => {
  const pairs = statuses.flatMap((status) =>
    (Object.keys(grantMoves) as GrantMove[]).map((move) => ({ status, move })),
  )

  test.each(pairs)('from $status by $move', ({ status, move }) => {
    expect(canMove(status, move)).toBe(POSSIBLE.includes(`${status} ${move}`))
  })

  test('every move ends a grant, and says why', () => {
    expect(Object.values(grantMoves).map(({ to, reason }) => `${to} ${reason}`)).toEqual([
      'ended expired',
      'ended relinquished',
      'ended revoked',
    ])
  })
})

const startsAt = new Date('2026-05-03T12:00:00.250Z')
const endsAt = new Date('2026-05-03T14:00:00.000Z')
const at = (time: Date, shift: number) => new Date(time.getTime() + shift)

describe('invariants 1 and 2: the window is half-open, and the clock decides, not the row', () => {
  test.each<[string, Date, GrantStatus]>([
    ['a millisecond before the start', at(startsAt, -1), 'scheduled'],
    ['at the start', startsAt, 'active'],
    ['a millisecond before the end', at(endsAt, -1), 'active'],
    ['at the end', endsAt, 'ended'],
    ['a year later', at(endsAt, 365 * 86_400_000), 'ended'],
  ])('%s', (_when, now, status) => {
    expect(statusAt({ status: 'active', startsAt, endsAt }, now)).toBe(status)
    expect(statusAt({ status: 'scheduled', startsAt, endsAt }, now)).toBe(status)
    expect(statusAt({ status: 'ended', startsAt, endsAt }, now)).toBe('ended')
  })

  const windows: fc.Arbitrary<GrantWindow> = fc.record({
    status: fc.constantFrom(...statuses),
    startsAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
    endsAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  })
  const shifts = fc.integer({ min: -5000, max: 5000 })

  test('a grant is active exactly between its start and its end, and never once it has ended', () => {
    fc.assert(
      fc.property(windows, shifts, fc.boolean(), (grant, shift, nearEnd) => {
        const now = at(nearEnd ? grant.endsAt : grant.startsAt, shift)
        const inWindow = now >= grant.startsAt && now < grant.endsAt
        expect(statusAt(grant, now) === 'active').toBe(inWindow && grant.status !== 'ended')
      }),
    )
  })

  test('what is over stays over', () => {
    fc.assert(
      fc.property(windows, fc.nat(), fc.nat(), (grant, shift, more) => {
        const now = at(grant.startsAt, shift)
        if (statusAt(grant, now) === 'ended') expect(statusAt(grant, at(now, more))).toBe('ended')
      }),
    )
  })
})
