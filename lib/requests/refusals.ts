import { DaypassError } from '../kernel/errors'
import type { RequestStatus } from './schema'

const CLOSED: Record<Exclude<RequestStatus, 'pending'>, string> = {
  approved: 'This request has been approved already.',
  denied: 'This request has been denied already.',
  cancelled: 'The requester has cancelled this request.',
  lapsed: 'This request has lapsed: nobody decided in time.',
}

/** Why nothing can be decided on a request that is closed. */
export function alreadyClosed(request: { status: RequestStatus }): DaypassError {
  return new DaypassError(
    'ERR_ALREADY_DECIDED',
    request.status === 'pending' ? 'This request has just been decided.' : CLOSED[request.status],
  )
}
