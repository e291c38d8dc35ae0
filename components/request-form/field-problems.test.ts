import { expect, it } from 'vitest'
import type { Draft } from './draft'
import { onlyMissing, ownProblems, problemsOfNoField } from './field-problems'

const draft: Draft = {
  kind: 'ordinary',
  bucket: 'b',
  prefix: '',
  level: 'read',
  delete: false,
  deliveries: ['console'],
  duration: '1 h',
  start: 'approval',
  reason: '',
  ticket: '',
  incident: '',
}
const fieldsOf = (changes: Partial<Draft>) => ownProblems({ ...draft, ...changes }).map(({ field }) => field)

it('what is empty is missing, and what is there may be wrong', () => {
  expect(onlyMissing(['reason', 'ticket'], draft)).toBe('a reason and a ticket')
  expect(onlyMissing(['reason', 'ticket'], { ...draft, ticket: 'one\ntwo' })).toBe(null)
  expect(onlyMissing(['reason', 'durationMinutes'], draft)).toBe(null)
})

it('break-glass asks for an incident and for no start', () => {
  expect(fieldsOf({ start: { at: null } })).toEqual(['startsAt', 'reason'])
  expect(fieldsOf({ kind: 'break-glass', start: { at: null } })).toEqual(['reason', 'incident'])
})

it('a problem that no field can mend is said once, and signing in again is said with its own way', () => {
  const nobody = { field: 'approvers', sentence: 'Nobody could.' }
  const fresh = { field: 'freshSignIn', sentence: 'Sign in again.' }
  expect(problemsOfNoField([nobody, nobody, fresh, { field: 'reason', sentence: 'Why?' }])).toEqual([
    'Nobody could.',
  ])
})
