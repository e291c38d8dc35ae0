import { expect, it } from 'vitest'
import { sessionView } from './summary'

const GRANT_ENDS = new Date('2026-11-22T14:00:00.000Z')

function endsBefore(expiresAt: string, grantEndsAt = GRANT_ENDS): boolean {
  const session = {
    id: '1',
    grantId: '1',
    personId: '1',
    delivery: 'console' as const,
    status: 'issued' as const,
    sourceIdentity: 'alice',
    roleSessionName: 'alice-1',
    requestedDurationSeconds: 3600,
    intendedAt: new Date('2026-11-22T13:00:00.000Z'),
    expiresAt: new Date(expiresAt),
    grantEndsAt,
    settledAt: null,
    handedOverAt: null,
    accessKeyId: null,
    assumedRoleId: null,
    packedPolicyPercent: null,
    failureCode: null,
    failureSentence: null,
  }
  return sessionView(session, GRANT_ENDS).endsBeforeGrant
}

it('a session asked for to the end of the grant counts as lasting, although issuing it took a moment', () => {
  expect(endsBefore('2026-11-22T13:59:58.000Z')).toBe(false)
  expect(endsBefore('2026-11-22T14:15:00.000Z')).toBe(false)
})

it('a session shorter than the grant, or issued before the grant was made longer, ends before it', () => {
  expect(endsBefore('2026-11-22T13:30:00.000Z')).toBe(true)
  expect(endsBefore('2026-11-22T14:15:00.000Z', new Date('2026-11-22T13:00:00.000Z'))).toBe(true)
})
