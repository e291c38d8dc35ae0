import type { RequestStatus } from './schema'

/** What can happen to a request, and from which status. A closed request stays as it is. */
export const requestMoves = {
  approve: { from: 'pending', to: 'approved' },
  deny: { from: 'pending', to: 'denied' },
  cancel: { from: 'pending', to: 'cancelled' },
} as const satisfies Record<string, { from: RequestStatus; to: RequestStatus }>

export type RequestMove = keyof typeof requestMoves
