import type { EventActor, NewEvent } from '../audit/index'
import type { ErrorCode } from '../kernel/errors'
import type { RequestKind, RequestStatus } from './schema'

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
      kind: RequestKind
      entitlementVersionId: string
      scope: object
      durationMinutes: number
      startsAt: Date | null
      reason: string
      ticket: string | null
      incident: string | null
      extendsGrantId: string | null
      envelopeHash: string
    },
  ): NewEvent<'request.submitted'> => ({
    type: 'request.submitted',
    at,
    actor,
    about: {
      ...about(request),
      ...(request.extendsGrantId === null ? {} : { grantId: request.extendsGrantId }),
    },
    data: {
      kind: request.kind,
      entitlementVersionId: request.entitlementVersionId,
      scope: { ...request.scope },
      durationMinutes: request.durationMinutes,
      startsAt: request.startsAt?.toISOString() ?? null,
      reason: request.reason,
      ticket: request.ticket,
      incident: request.incident,
      envelopeHash: request.envelopeHash,
    },
  }),
  closed: (
    at: Date,
    actor: EventActor,
    request: RequestIds,
    status: ClosedStatus,
    /** For an approval without an approver: the rules that said so. */
    byRules: readonly string[] = [],
  ): NewEvent<`request.${ClosedStatus}`> => ({
    type: `request.${status}`,
    at,
    actor,
    about: about(request),
    data: byRules.length === 0 ? {} : { byRules: [...byRules] },
  }),
  /** The policy could not be evaluated: everything is refused until an administrator mends it. */
  policyFailed: (
    at: Date,
    actor: EventActor,
    about: { personId: string; entitlementId: string },
    failures: readonly string[],
  ): NewEvent<'policy.failed'> => ({
    type: 'policy.failed',
    at,
    actor,
    about,
    data: { failures: [...failures] },
  }),
  reminded: (at: Date, request: RequestIds): NewEvent<'request.reminded'> => ({
    type: 'request.reminded',
    at,
    actor: { kind: 'daypass' },
    about: about(request),
    data: {},
  }),
  escalated: (
    at: Date,
    request: RequestIds,
    to: { groups: readonly string[]; people: readonly string[] },
  ): NewEvent<'request.escalated'> => ({
    type: 'request.escalated',
    at,
    actor: { kind: 'daypass' },
    about: about(request),
    data: { groups: [...to.groups], people: [...to.people] },
  }),
  narrowed: (
    at: Date,
    actor: EventActor,
    request: RequestIds,
    narrowing: {
      decisionId: string
      scope: object
      durationMinutes: number
      startsAt: Date | null
      envelopeHash: string
      previousEnvelopeHash: string
    },
  ): NewEvent<'request.narrowed'> => ({
    type: 'request.narrowed',
    at,
    actor,
    about: { ...about(request), decisionId: narrowing.decisionId },
    data: {
      scope: { ...narrowing.scope },
      durationMinutes: narrowing.durationMinutes,
      startsAt: narrowing.startsAt?.toISOString() ?? null,
      envelopeHash: narrowing.envelopeHash,
      previousEnvelopeHash: narrowing.previousEnvelopeHash,
    },
  }),
  commented: (
    at: Date,
    actor: EventActor,
    request: RequestIds,
    message: { id: string; body: string },
  ): NewEvent<'request.commented'> => ({
    type: 'request.commented',
    at,
    actor,
    about: about(request),
    data: { messageId: message.id, body: message.body },
  }),
  approvalWithdrawn: (
    at: Date,
    actor: EventActor,
    request: RequestIds,
    decision: { id: string; stageName: string; because: 'asked' | 'decided-again' },
  ): NewEvent<'decision.withdrawn'> => ({
    type: 'decision.withdrawn',
    at,
    actor,
    about: { ...about(request), decisionId: decision.id },
    data: { stageName: decision.stageName, because: decision.because },
  }),
  reviewDue: (
    at: Date,
    request: RequestIds,
    review: { grantId: string; dueAt: Date },
  ): NewEvent<'review.due'> => ({
    type: 'review.due',
    at,
    actor: { kind: 'daypass' },
    about: { ...about(request), grantId: review.grantId },
    data: { dueAt: review.dueAt.toISOString() },
  }),
  reviewOverdue: (
    at: Date,
    request: RequestIds,
    review: { grantId: string; dueAt: Date },
  ): NewEvent<'review.overdue'> => ({
    type: 'review.overdue',
    at,
    actor: { kind: 'daypass' },
    about: { ...about(request), grantId: review.grantId },
    data: { dueAt: review.dueAt.toISOString() },
  }),
  reviewed: (
    at: Date,
    actor: EventActor,
    request: RequestIds,
    review: { grantId: string; outcome: 'justified' | 'unjustified'; comment: string | null },
  ): NewEvent<'review.made'> => ({
    type: 'review.made',
    at,
    actor,
    about: { ...about(request), grantId: review.grantId },
    data: { outcome: review.outcome, comment: review.comment },
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
      onBehalfOf: { personId: string; name: string; handle: string } | null
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
      onBehalfOf:
        decision.onBehalfOf === null
          ? null
          : {
              personId: decision.onBehalfOf.personId,
              name: decision.onBehalfOf.name,
              handle: decision.onBehalfOf.handle,
            },
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
