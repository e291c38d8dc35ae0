import { expect, it } from 'vitest'
import type { RequestSummary } from '@/lib/requests/schema'
import { differentWishes, requestAgainPath } from './again'

const request: RequestSummary = {
  id: '1',
  kind: 'ordinary',
  status: 'approved',
  requester: { id: 'p', name: 'Alice', handle: 'alice' },
  entitlement: { id: 'finance', name: 'Finance', accountName: 'Prod', accountId: '1', role: 'R' },
  scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/a&b/', level: 'read-write', delete: true },
  scopeLabel: '',
  scopeInWords: '',
  deliveries: ['console', 'secret'],
  durationMinutes: 120,
  reason: 'close & audit?',
  startsAt: null,
  ticket: null,
  incident: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  closedAt: null,
  lapsesAt: null,
  grantId: null,
  narrowed: false,
}

it('asking again leads to the form with everything as it was, whatever characters were in it', () => {
  const url = new URL(requestAgainPath(request), 'http://portal.invalid')
  expect(url.pathname).toBe('/request/finance')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    bucket: 'finance-reports',
    prefix: '2026/a&b/',
    level: 'read-write',
    delete: 'yes',
    minutes: '120',
    deliveries: 'console,secret',
    reason: 'close & audit?',
  })
})

it('a wish made twice is offered once, the newest first', () => {
  const older = { ...request, id: '2', reason: 'other words' }
  const different = { ...request, id: '3', durationMinutes: 60 }
  const otherUse = { ...request, id: '4', deliveries: ['terminal' as const] }
  expect(differentWishes([request, older, different, otherUse], 5).map(({ id }) => id)).toEqual([
    '1',
    '3',
    '4',
  ])
  expect(differentWishes([request, older, different], 1)).toHaveLength(1)
  expect(differentWishes([{ ...request, kind: 'extension' }], 5)).toEqual([])
})
