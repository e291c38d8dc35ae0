import { describe, expect, it } from 'vitest'
import { instantOf, momentInWords, typedMomentOf } from './instants'

describe('a typed moment', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
    'means the same instant when it is read again in %s, in summer and in winter',
    (zone) => {
      for (const instant of ['2026-07-03T13:37:42Z', '2026-12-31T23:59:59Z', '2026-03-29T01:00:00Z'])
        expect(instantOf(zone, typedMomentOf(zone, instant))).toBe(instant)
    },
  )

  it('is read in the zone it was typed in, on both sides of the change to summer time', () => {
    expect(instantOf('Europe/Berlin', { date: '2026-03-29', time: '01:59:59' })).toBe('2026-03-29T00:59:59Z')
    expect(instantOf('Europe/Berlin', { date: '2026-03-29', time: '03:00:00' })).toBe('2026-03-29T01:00:00Z')
  })

  it('without a time means the midnight that the day begins with', () => {
    expect(instantOf('America/New_York', { date: '2026-05-03', time: '' })).toBe('2026-05-03T04:00:00Z')
  })

  it.each(['', '2026', '2026-05', '2026-02-31', '2026-13-01', 'yesterday'])('of day %j is none', (date) => {
    expect(instantOf('UTC', { date, time: '10:00:00' })).toBeNull()
  })

  it('is empty to type into where the address holds no instant', () => {
    expect(typedMomentOf('UTC', 'yesterday')).toEqual({ date: '', time: '' })
  })
})

describe('a moment in words', () => {
  it('keeps the seconds that matter, in the zone of the viewer', () => {
    expect(momentInWords('Asia/Kathmandu', '2026-05-03T13:37:00Z')).toBe('3 May 2026, 19:22')
    expect(momentInWords('Asia/Kathmandu', '2026-05-03T13:37:05Z')).toBe('3 May 2026, 19:22:05')
  })

  it('is shown as it was typed where it is no instant, so that it can be mended', () => {
    expect(momentInWords('UTC', 'yesterday')).toBe('yesterday')
  })
})
