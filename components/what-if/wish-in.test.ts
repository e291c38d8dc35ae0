import { expect, test } from 'vitest'
import { fieldsIn, wishIn } from './wish-in'

test('an address without fields asks nothing, and proposes what a request mostly is', () => {
  const fields = fieldsIn({})
  expect(fields).toMatchObject({ handle: '', kind: 'ordinary', level: 'read', minutes: '60' })
  expect(wishIn(fields)).toBeUndefined()
})

test('a full address is the verb’s input; a time is in UTC', () => {
  const query = {
    ...{ handle: 'alice', entitlement: 'reports', bucket: 'b', prefix: '2026/', minutes: '90' },
    ...{ start: '2026-12-01T22:00', ticket: 'FIN-1' },
  }
  expect(wishIn(fieldsIn(query))).toEqual({
    handle: 'alice',
    entitlementId: 'reports',
    kind: 'ordinary',
    scope: { kind: 's3', bucket: 'b', prefix: '2026/', level: 'read', delete: false },
    durationMinutes: 90,
    startsAt: '2026-12-01T22:00:00Z',
    ticket: 'FIN-1',
  })
})

test('without a bucket it is about the whole role, and lists in the address count for nothing', () => {
  expect(wishIn(fieldsIn({ handle: ['a', 'b'], entitlement: 'x' }))).toBeUndefined()
  expect(wishIn(fieldsIn({ handle: 'a', entitlement: 'x' }))?.scope).toEqual({ kind: 'whole-role' })
})
