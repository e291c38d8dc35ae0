import { describe, expect, test } from 'vitest'
import { requestMoves } from './machine'
import { alreadyClosed } from './refusals'
import type { RequestStatus } from './schema'

const statuses: RequestStatus[] = ['pending', 'approved', 'denied', 'cancelled', 'lapsed']

describe('the table of a request’s moves', () => {
  const pairs = statuses.flatMap((status) =>
    Object.entries(requestMoves).map(([name, move]) => ({ status, name, move })),
  )

  test.each(pairs)('from $status by $name', ({ status, move }) => {
    expect(move.from === status).toBe(status === 'pending')
  })

  test('every move closes a request in its own way', () => {
    expect(Object.fromEntries(Object.entries(requestMoves).map(([name, { to }]) => [name, to]))).toEqual({
      approve: 'approved',
      deny: 'denied',
      lapse: 'lapsed',
      cancel: 'cancelled',
    })
  })
})

test.each(statuses)(
  'whoever comes too late for a request that is %s hears what has become of it',
  (status) => {
    const refusal = alreadyClosed({ status })
    expect(refusal.code).toBe('ERR_ALREADY_DECIDED')
    const word = {
      pending: 'decided',
      approved: 'approved',
      denied: 'denied',
      cancelled: 'cancelled',
      lapsed: 'lapsed',
    }
    expect(refusal.message).toContain(word[status])
  },
)
