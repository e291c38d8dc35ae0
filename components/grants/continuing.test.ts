import { expect, it } from 'vitest'
import type { SessionView } from '@/lib/sessions/schema'
import { stopsEarlyAt } from './continuing'

const NOON = Date.parse('2026-11-22T12:00:00.000Z')

function session(changes: Partial<SessionView>): SessionView {
  return {
    id: '1',
    grantId: '1',
    delivery: 'console',
    status: 'issued',
    intendedAt: '2026-11-22T11:00:00.000Z',
    worksUntil: '2026-11-22T12:30:00.000Z',
    endsBeforeGrant: true,
    handedOverAt: '2026-11-22T11:00:01.000Z',
    requestedDurationSeconds: 3600,
    sourceIdentity: 'alice',
    roleSessionName: 'alice-1',
    accessKeyId: null,
    packedPolicyPercent: null,
    failureSentence: null,
    ...changes,
  }
}

it('who has a console that stops before the grant is told when, by the one that works longest', () => {
  const later = session({ worksUntil: '2026-11-22T12:45:00.000Z' })
  expect(stopsEarlyAt([later, session({})], 'console', NOON)).toBe('2026-11-22T12:45:00.000Z')
})

it('one console that lasts to the end of the grant is enough: nothing has to be reopened', () => {
  const lasting = session({ worksUntil: '2026-11-22T14:00:00.000Z', endsBeforeGrant: false })
  expect(stopsEarlyAt([session({}), lasting], 'console', NOON)).toBeNull()
})

it('what has stopped already, was never handed over or is of another kind does not count', () => {
  const gone = session({ worksUntil: '2026-11-22T11:59:59.000Z' })
  const withheld = session({ handedOverAt: null })
  const failed = session({ worksUntil: null })
  expect(
    stopsEarlyAt([gone, withheld, failed, session({ delivery: 'terminal' })], 'console', NOON),
  ).toBeNull()
  expect(stopsEarlyAt([], 'console', NOON)).toBeNull()
})
