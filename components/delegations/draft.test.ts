import { expect, test } from 'vitest'
import { draftOf, isAtFields, ownProblems, windowEdges } from './draft'

const now = '2026-12-30T22:15:42.500Z'

test('an empty form starts with this minute and lasts a week, over the year’s end too', () => {
  expect(draftOf('x', now)).toEqual({
    id: 'x',
    to: '',
    startsAt: '2026-12-30T22:15:00.000Z',
    endsAt: '2027-01-06T22:15:00.000Z',
    comment: '',
  })
})

test('the end can be chosen 90 days from the start, or from now where the start has passed', () => {
  expect(windowEdges(now, '2027-01-10T00:00:00.000Z').latestEnd).toBe('2027-04-10T00:00:00.000Z')
  expect(windowEdges(now, '2020-01-01T00:00:00.000Z').latestEnd).toBe('2027-03-30T22:15:42.500Z')
  expect(windowEdges(now, null).latestEnd).toBe(windowEdges(now, now).latestStart)
})

test('what is missing is said at its field', () => {
  const fields = (part: object) => ownProblems({ ...draftOf('x', now), ...part }).map(({ field }) => field)
  expect(fields({ to: 'ben' })).toEqual([])
  expect(fields({ to: '  ', startsAt: null, endsAt: null })).toEqual(['to', 'startsAt', 'endsAt'])
})

test('a refusal of the whole form is no problem of a field', () => {
  const at = (...fields: string[]) => isAtFields(fields.map((field) => ({ field, sentence: 'x' })))
  expect([at('to', 'endsAt'), at('to', ''), at('')]).toEqual([true, false, false])
  expect(at()).toBe(false)
})
