import { expect, test } from 'vitest'
import { grantAdvice, requestAdvice } from './words'

const active = { status: 'active', deliveries: ['console'] } as const

test('of a suspended person’s grant it is said what still works, until when, and what to do', () => {
  expect(grantAdvice(active, true, '15:05')).toBe(
    'Nothing is minted any more; console sessions already open may work until 15:05. Revoke it on its page.',
  )
  expect(grantAdvice({ status: 'active', deliveries: ['terminal', 'secret'] }, true, '15:05')).toBe(
    'Nothing is minted any more; terminal credentials already shown, credentials that stand in its secret may work until 15:05. Revoke it on its page.',
  )
  expect(grantAdvice({ ...active, status: 'scheduled' }, true, '15:05')).not.toContain('15:05')
})

test('of what anybody has it is said how it can be stopped', () => {
  expect(grantAdvice(active, false, '15:05')).toBe(
    'Until 15:05. Approvers and administrators can revoke it on its page.',
  )
  expect(requestAdvice(false)).toBe('Pending: approvers can deny it.')
})
