import type { EventActor, NewEvent } from '../audit/index'
import type { ErrorCode } from '../kernel/errors'
import type { RequestStatus } from './schema'

type RequestIds = { id: string; personId: string; entitlementId: string }

const about = (request: RequestIds) => ({
  requestId: request.id,
  personId: request.personId,
  entitlementId: request.entitlementId,
})

type ClosedStatus = Exclude<RequestStatus, 'pending'>

/** What happens to requests, as the log keeps it. */
export const requestEvents = {
  submitted: (
    at: Date,
    actor: EventActor,
    request: RequestIds & {
      entitlementVersionId: string
      scope: object
      durationMinutes: number
      reason: string
      ticket: string | null
      envelopeHash: string
    },
  ): NewEvent<'request.submitted'> => ({
    type: 'request.submitted',
    at,
    actor,
    about: about(request),
    data: {
      entitlementVersionId: request.entitlementVersionId,
      scope: { ...request.scope },
      durationMinutes: request.durationMinutes,
      reason: request.reason,
      ticket: request.ticket,
      envelopeHash: request.envelopeHash,
    },
  }),
  closed: (
    at: Date,
    actor: EventActor,
    request: RequestIds,
    status: ClosedStatus,
  ): NewEvent<`request.${ClosedStatus}`> => ({
    type: `request.${status}`,
    at,
    actor,
    about: about(request),
    data: {},
  }),
  decided: (
    at: Date,
    actor: EventActor,
    request: RequestIds,
    decision: {
      id: string
      stageIndex: number
      stageName: string
      outcome: 'approve' | 'deny'
      comment: string | null
      envelopeHash: string
    },
  ): NewEvent<'decision.made'> => ({
    type: 'decision.made',
    at,
    actor,
    about: { ...about(request), decisionId: decision.id },
    data: {
      stageIndex: decision.stageIndex,
      stageName: decision.stageName,
      outcome: decision.outcome,
      comment: decision.comment,
      envelopeHash: decision.envelopeHash,
    },
  }),
  decisionRefused: (
    at: Date,
    actor: EventActor,
    requestId: string,
    refused: { outcome: 'approve' | 'deny'; code: ErrorCode },
  ): NewEvent<'decision.refused'> => ({
    type: 'decision.refused',
    at,
    actor,
    // What its actor may not see gets no line in its story: the log alone keeps what was asked for.
    about: refused.code === 'ERR_NOT_FOUND' ? {} : { requestId },
    data: { outcome: refused.outcome, code: refused.code, requestId },
  }),
} as const
