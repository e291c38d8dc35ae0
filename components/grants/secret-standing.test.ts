import { expect, it } from 'vitest'
import type { SecretView } from '@/lib/sessions/schema'
import { fillAgainFrom, lastsToTheEnd, secretStanding } from './secret-standing'

const NOON = '2026-11-22T12:00:00.000Z'
const ONE = '2026-11-22T13:00:00.000Z'
const delivered: SecretView = {
  name: 'S',
  accountId: '1',
  region: 'eu-central-1',
  readerRoleArn: 'arn:aws:iam::1:role/Reader',
  status: 'delivered',
  deliveredAt: NOON,
  worksUntil: ONE,
  heldUntil: '2026-11-22T14:00:00.000Z',
  emptiedAt: null,
  failureSentence: null,
  mayAskAgain: false,
  askAgainFrom: null,
}

it('a filled secret is said to have expired from the very moment its credentials die', () => {
  expect(secretStanding(delivered, false, Date.parse(ONE) - 1)).toBe('filled')
  expect(secretStanding(delivered, false, Date.parse(ONE))).toBe('expired')
})

it('after the grant it is being emptied until it is, and a failure of that is not passed over', () => {
  expect(secretStanding(delivered, true, 0)).toBe('emptying')
  expect(secretStanding({ ...delivered, failureSentence: 'Secrets Manager is down.' }, true, 0)).toBe(
    'not-emptied',
  )
  expect(secretStanding({ ...delivered, status: 'emptied' }, true, 0)).toBe('emptied')
})

it('of a secret that never got filled nobody says that it was emptied', () => {
  const never = { ...delivered, status: 'emptied', deliveredAt: null } as const
  expect(secretStanding(never, true, 0)).toBe('empty')
})

it('it can be filled again when the server says so: now, later, or not', () => {
  expect(fillAgainFrom({ ...delivered, mayAskAgain: true })).toBe(0)
  const from = '2026-11-22T12:10:00.000Z'
  expect(fillAgainFrom({ ...delivered, askAgainFrom: from })).toBe(Date.parse(from))
  expect(fillAgainFrom(delivered)).toBeNull()
})

it('credentials that die with the grant are not called too short for the seconds that issuing took', () => {
  expect(lastsToTheEnd({ ...delivered, worksUntil: '2026-11-22T13:59:57.000Z' })).toBe(true)
  expect(lastsToTheEnd(delivered)).toBe(false)
})
