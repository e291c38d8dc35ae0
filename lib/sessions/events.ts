import type { EventActor, NewEvent } from '../audit/index'
import type { Delivery } from '../scopes/deliveries'
import type { ErrorCode } from '../kernel/errors'
import type { EmptiedHow } from '../ports/secret-store'

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

type SecretIds = Omit<SessionIds, 'id'> & { name: string }

const aboutSecret = (secret: SecretIds, sessionId?: string) => ({
  ...(sessionId === undefined ? {} : { sessionId }),
  grantId: secret.grantId,
  requestId: secret.requestId,
  personId: secret.personId,
  entitlementId: secret.entitlementId,
  accountId: secret.accountId,
})

/** What happens to the secret that a grant holds, as the log keeps it. Never its value (invariant 8). */
export const secretEvents = {
  delivered: (
    at: Date,
    secret: SecretIds,
    delivered: { sessionId: string; arn: string; readerRoleArn: string; worksUntil: Date },
  ): NewEvent<'secret.delivered'> => ({
    type: 'secret.delivered',
    at,
    actor: { kind: 'daypass' },
    about: aboutSecret(secret, delivered.sessionId),
    data: {
      name: secret.name,
      arn: delivered.arn,
      readerRoleArn: delivered.readerRoleArn,
      worksUntil: delivered.worksUntil.toISOString(),
    },
  }),
  failed: (
    at: Date,
    secret: SecretIds,
    failure: { code: ErrorCode; sentence: string },
    sessionId: string | undefined,
  ): NewEvent<'secret.failed'> => ({
    type: 'secret.failed',
    at,
    actor: { kind: 'daypass' },
    about: aboutSecret(secret, sessionId),
    data: { name: secret.name, code: failure.code, sentence: failure.sentence },
  }),
  interrupted: (at: Date, secret: SecretIds, sessionId: string): NewEvent<'secret.interrupted'> => ({
    type: 'secret.interrupted',
    at,
    actor: { kind: 'daypass' },
    about: aboutSecret(secret, sessionId),
    data: { name: secret.name },
  }),
  askedAgain: (at: Date, actor: EventActor, secret: SecretIds): NewEvent<'secret.asked-again'> => ({
    type: 'secret.asked-again',
    at,
    actor,
    about: aboutSecret(secret),
    data: { name: secret.name },
  }),
  notEmptied: (
    at: Date,
    secret: SecretIds,
    failure: { code: ErrorCode; sentence: string },
  ): NewEvent<'secret.not-emptied'> => ({
    type: 'secret.not-emptied',
    at,
    actor: { kind: 'daypass' },
    about: aboutSecret(secret),
    data: { name: secret.name, code: failure.code, sentence: failure.sentence },
  }),
  emptied: (at: Date, secret: SecretIds, how: EmptiedHow | 'unused'): NewEvent<'secret.emptied'> => ({
    type: 'secret.emptied',
    at,
    actor: { kind: 'daypass' },
    about: aboutSecret(secret),
    data: { name: secret.name, how },
  }),
} as const

/** What happens to sessions, as the log keeps it. Never the secret parts (invariant 8). */
export const sessionEvents = {
  intended: (
    at: Date,
    actor: EventActor,
    session: SessionIds & {
      delivery: Delivery
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
  handedOver: (
    at: Date,
    actor: EventActor,
    session: SessionIds & { delivery: Delivery },
  ): NewEvent<'session.handed-over'> => ({
    type: 'session.handed-over',
    at,
    actor,
    about: about(session),
    data: { delivery: session.delivery },
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
    asked: { grantId: string; requestId: string | undefined; delivery: Delivery },
    code: ErrorCode,
  ): NewEvent<'session.refused'> => ({
    type: 'session.refused',
    at,
    actor,
    // What its actor may not see gets no line in its story: the log alone keeps what was asked for.
    about: code === 'ERR_NOT_FOUND' ? {} : { grantId: asked.grantId, requestId: asked.requestId },
    data: { code, grantId: asked.grantId, delivery: asked.delivery },
  }),
} as const
