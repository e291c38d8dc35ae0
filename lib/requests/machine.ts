import type { RequestStatus } from './schema'

/** What can happen to a request, and from which status. A closed request stays as it is. */
export const requestMoves = {
  approve: { from: 'pending', to: 'approved' },
  deny: { from: 'pending', to: 'denied' },
  cancel: { from: 'pending', to: 'cancelled' },
  lapse: { from: 'pending', to: 'lapsed' },
} as const satisfies Record<string, { from: RequestStatus; to: RequestStatus }>

export type RequestMove = keyof typeof requestMoves

/** The status at an instant: from `lapsesAt` on a request is lapsed, whatever the row still says (invariant 13). */
export function requestStatusAt(
  request: { status: RequestStatus; lapsesAt: Date },
  now: Date,
): RequestStatus {
  return request.status === 'pending' && now >= request.lapsesAt ? 'lapsed' : request.status
}
