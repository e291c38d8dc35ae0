import { expect, it } from 'vitest'
import type { NarrowChoices } from '@/lib/requests/schema'
import { judgeNarrowing, narrowDraftOf } from './narrowing'

const scope = { kind: 's3', bucket: 'b', prefix: '2026/', level: 'read-write', delete: true } as const
const asked = { scope, durationMinutes: 480, startsAt: null }
const choices: NarrowChoices = {
  scope,
  levels: ['read-write', 'read', 'list'],
  prefix: '2026/',
  shortestMinutes: 15,
  longestMinutes: 480,
  start: { earliest: '2026-11-22T10:00:00.000Z', latest: '2026-12-22T10:00:00.000Z' },
}
const judge = (change: Partial<ReturnType<typeof narrowDraftOf>>) =>
  judgeNarrowing(asked, choices, { ...narrowDraftOf(asked), ...change })

it('as it opens nothing would be smaller, so there is nothing to approve as narrowed', () => {
  expect(judge({})).toEqual({ narrowing: null, steps: [], problems: [] })
})

it('only what was made smaller is sent, and before and after stand beside each other', () => {
  expect(judge({ prefix: '2026/q3', level: 'read', duration: '2 h' })).toEqual({
    narrowing: {
      scope: { ...scope, prefix: '2026/q3/', level: 'read', delete: false },
      durationMinutes: 120,
    },
    steps: [
      {
        what: 'scope',
        from: 'list, read, write and delete objects under 2026/ in b',
        to: 'list and read objects under 2026/q3/ in b',
      },
      { what: 'duration', from: '8 h', to: '2 h' },
    ],
    problems: [],
  })
})

it('without deleting it is smaller already', () => {
  expect(judge({ delete: false }).narrowing).toEqual({ scope: { ...scope, delete: false } })
})

it('a later start is sent as the moment that it is', () => {
  const at = '2026-11-24T21:00:00Z'
  expect(judge({ start: { at } })).toMatchObject({
    narrowing: { startsAt: at },
    steps: [{ what: 'start', from: null, to: at }],
  })
})

it.each([
  ['another folder', { prefix: '2025/' }, 'scope.prefix'],
  ['the whole bucket', { prefix: '' }, 'scope.prefix'],
  ['a longer time', { duration: '9 h' }, 'durationMinutes'],
  ['a time that is too short', { duration: '5 min' }, 'durationMinutes'],
  ['a time that cannot be read', { duration: 'soon' }, 'durationMinutes'],
  ['an earlier start', { start: { at: '2026-11-22T09:00:00Z' } }, 'startsAt'],
  ['a start too far ahead', { start: { at: '2027-01-22T09:00:00Z' } }, 'startsAt'],
  ['a start half typed', { start: { at: null } }, 'startsAt'],
])('%s is not narrower, and nothing is sent', (_what, change, field) => {
  const { narrowing, problems } = judge({ level: 'list', ...change })
  expect(narrowing).toBe(null)
  expect(problems.map((problem) => problem.field)).toEqual([field])
})

it('a later start within a window that was asked for has to be shorter too', () => {
  const within = { ...asked, startsAt: '2026-11-24T21:00:00Z' }
  const draft = { ...narrowDraftOf(within), start: { at: '2026-11-24T22:00:00Z' } }
  const later = judgeNarrowing(within, choices, draft)
  expect(later.problems.map(({ field }) => field)).toEqual(['startsAt'])
  expect(judgeNarrowing(within, choices, { ...draft, duration: '7 h' }).narrowing).toEqual({
    durationMinutes: 420,
    startsAt: '2026-11-24T22:00:00Z',
  })
})
