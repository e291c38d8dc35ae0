import { worksUntil } from './machine'
import type { SessionView } from './schema'
import type { SessionRow } from './store'

/** A session asked for to the grant's end stops by the seconds that issuing took before it. */
const AS_GOOD_AS_THE_END_MS = 60_000

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
    endsBeforeGrant: until !== null && endsAt.getTime() - until.getTime() >= AS_GOOD_AS_THE_END_MS,
    handedOverAt: session.handedOverAt?.toISOString() ?? null,
    requestedDurationSeconds: session.requestedDurationSeconds,
    sourceIdentity: session.sourceIdentity,
    roleSessionName: session.roleSessionName,
    accessKeyId: session.accessKeyId,
    packedPolicyPercent: session.packedPolicyPercent,
    failureSentence: session.failureSentence,
  }
}
