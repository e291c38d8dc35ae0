import { worksUntil } from './machine'
import type { SessionView } from './schema'
import type { SessionRow } from './store'

/** A session as it is shown; `endsAt` is its grant's planned end. */
export function sessionView(session: SessionRow, endsAt: Date): SessionView {
  const until = worksUntil(session)
  return {
    id: session.id,
    grantId: session.grantId,
    delivery: session.delivery,
    status: session.status,
    intendedAt: session.intendedAt.toISOString(),
    worksUntil: until?.toISOString() ?? null,
    endsBeforeGrant: until !== null && until < endsAt,
    handedOverAt: session.handedOverAt?.toISOString() ?? null,
    requestedDurationSeconds: session.requestedDurationSeconds,
    sourceIdentity: session.sourceIdentity,
    roleSessionName: session.roleSessionName,
    accessKeyId: session.accessKeyId,
    packedPolicyPercent: session.packedPolicyPercent,
    failureSentence: session.failureSentence,
  }
}
