import type { EventActor, NewEvent } from '../audit/index'
import type { ErrorCode } from '../kernel/errors'

type SessionIds = {
  id: string
  grantId: string
  requestId: string
  personId: string
  entitlementId: string
  accountId: string
}

const about = (session: SessionIds) => ({
  sessionId: session.id,
  grantId: session.grantId,
  requestId: session.requestId,
  personId: session.personId,
  entitlementId: session.entitlementId,
  accountId: session.accountId,
})

type NotIssued = 'failed' | 'unknown'

/** What happens to sessions, as the log keeps it. Never the secret parts (invariant 8). */
export const sessionEvents = {
  intended: (
    at: Date,
    actor: EventActor,
    session: SessionIds & {
      delivery: 'console'
      sourceIdentity: string
      roleSessionName: string
      requestedDurationSeconds: number
      envelopeHash: string
    },
  ): NewEvent<'session.intended'> => ({
    type: 'session.intended',
    at,
    actor,
    about: about(session),
    data: {
      delivery: session.delivery,
      sourceIdentity: session.sourceIdentity,
      roleSessionName: session.roleSessionName,
      requestedDurationSeconds: session.requestedDurationSeconds,
      envelopeHash: session.envelopeHash,
    },
  }),
  issued: (
    at: Date,
    actor: EventActor,
    session: SessionIds,
    issued: { accessKeyId: string; assumedRoleId: string; expiresAt: Date; packedPolicyPercent?: number },
  ): NewEvent<'session.issued'> => ({
    type: 'session.issued',
    at,
    actor,
    about: about(session),
    data: {
      accessKeyId: issued.accessKeyId,
      assumedRoleId: issued.assumedRoleId,
      expiresAt: issued.expiresAt.toISOString(),
      packedPolicyPercent: issued.packedPolicyPercent ?? null,
    },
  }),
  notIssued: (
    at: Date,
    actor: EventActor,
    session: SessionIds,
    outcome: { status: NotIssued; code: ErrorCode; providerCode: string | null },
  ): NewEvent<`session.${NotIssued}`> => ({
    type: `session.${outcome.status}`,
    at,
    actor,
    about: about(session),
    data: { code: outcome.code, providerCode: outcome.providerCode },
  }),
  handedOver: (at: Date, actor: EventActor, session: SessionIds): NewEvent<'session.handed-over'> => ({
    type: 'session.handed-over',
    at,
    actor,
    about: about(session),
    data: { delivery: 'console' },
  }),
  withheld: (
    at: Date,
    actor: EventActor,
    session: SessionIds,
    code: ErrorCode,
  ): NewEvent<'session.withheld'> => ({
    type: 'session.withheld',
    at,
    actor,
    about: about(session),
    data: { code },
  }),
  refused: (
    at: Date,
    actor: EventActor,
    /** Without a request where there is no such grant. */
    asked: { grantId: string; requestId: string | undefined },
    code: ErrorCode,
  ): NewEvent<'session.refused'> => ({
    type: 'session.refused',
    at,
    actor,
    // What its actor may not see gets no line in its story: the log alone keeps what was asked for.
    about: code === 'ERR_NOT_FOUND' ? {} : asked,
    data: { code, grantId: asked.grantId },
  }),
} as const
