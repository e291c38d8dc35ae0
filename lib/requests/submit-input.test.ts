import { describe, expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { submitRequest } from './submit-request'

const form = {
  id: newId(),
  entitlementId: 'reports',
  entitlementVersionId: 'a'.repeat(64),
  scope: { kind: 's3', bucket: 'reports', prefix: '2026/', level: 'read', delete: false },
  durationMinutes: 60,
  reason: 'Quarter close',
  ticket: '  ',
}
const fieldsOf = (change: object) =>
  submitRequest.input.safeParse({ ...form, ...change }).error?.issues.map(({ path }) => path.join('.')) ?? []

test('a form as it is filled in is understood, and an empty ticket is none', () => {
  expect(submitRequest.input.parse(form)).toEqual({
    ...form,
    kind: 'ordinary',
    startsAt: null,
    incident: null,
    ticket: null,
    deliveries: ['console'],
  })
})

describe('what nobody can act on is refused at its field', () => {
  test.each([
    ['no reason', { reason: '' }, 'reason'],
    ['blanks as a reason', { reason: ' \n\t\u00a0 ' }, 'reason'],
    ['a reason that is not seen', { reason: '\u200b\u2060\u202e' }, 'reason'],
    ['a reason without a word', { reason: '...' }, 'reason'],
    ['a reason too long', { reason: 'x'.repeat(1001) }, 'reason'],
    ['a reason with NUL', { reason: 'a\0b' }, 'reason'],
    ['a ticket of two lines', { ticket: 'a\nb' }, 'ticket'],
    ['a ticket too long', { ticket: 'x'.repeat(201) }, 'ticket'],
    ['a duration in words', { durationMinutes: '60' }, 'durationMinutes'],
    ['a duration that is no number', { durationMinutes: Number.NaN }, 'durationMinutes'],
    ['a duration without end', { durationMinutes: Infinity }, 'durationMinutes'],
    ['a prefix that is a way up', { scope: { ...form.scope, prefix: '../' } }, 'scope.prefix'],
    ['a version that is no hash', { entitlementVersionId: '1' }, 'entitlementVersionId'],
    ['an id that the caller did not make so', { id: '1' }, 'id'],
    ['another person’s name', { personId: newId() }, ''],
  ])('%s', (_what, change, field) => expect(fieldsOf(change)).toEqual([field]))

  test.each(['短い理由', 'Причина', '42', 'سبب'])('a reason in any script is one: %s', (reason) => {
    expect(fieldsOf({ reason })).toEqual([])
  })
})
