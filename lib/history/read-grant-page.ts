import { z } from 'zod'
import { findEvents } from '../audit/index'
import type { FoundEvent } from '../audit/index'
import { envelopeSchema, evaluateOffer, pinnedEntitlement, wishOf } from '../catalog/index'
import type { PinnedEntitlement } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import {
  findGrant,
  findSecretHold,
  grantSummary,
  isApproverFor,
  isNamedApproverOf,
  isOwnerOf,
  isToldOf,
  whyStopped,
} from '../grants/index'
import type { GrantRow } from '../grants/index'
import { authorize, isAllowed, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { durationInWords } from '../kernel/durations'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import {
  findRequest,
  findReview,
  pendingExtension,
  personView,
  policyForReading,
  reviewView,
} from '../requests/index'
import { secretView, sessionView, sessionsOfGrant } from '../sessions/index'
import type { SessionView } from '../sessions/schema'
import { timelineEntry } from './rows'
import type { GrantPage } from './schema'

const TIMELINE_AT_MOST = 500
const SHORTEST_EXTENSION_MINUTES = 15

/**
 * A grant with its whole story, for the person it was granted to, its approvers, its owners and auditors. Throws `ERR_NOT_FOUND`.
 */
export const readGrantPage = verb(
  'read-grant-page',
  z.strictObject({ grantId: anyId }),
  (ctx: Context, input): Promise<GrantPage> =>
    ctx.inTransaction(async (tx) => {
      const grant = await findGrant(tx, input.grantId)
      if (grant === null) throw notFound()
      const namedApprover = await isNamedApproverOf(tx, ctx.actor, grant)
      const owner = await isOwnerOf(tx, ctx.actor, grant)
      const { entitlementId, entitlementVersionId, personId: requesterId } = grant
      const entitlement = await pinnedEntitlement(tx, entitlementId, entitlementVersionId)
      const told = await isToldOf(tx, ctx.actor, entitlement, grant)
      authorize(ctx.actor, { to: 'see-grant', requesterId, namedApprover, owner, told })
      return pageOfGrant(tx, ctx, grant)
    }),
)

async function pageOfGrant(tx: Transaction, ctx: Context, grant: GrantRow): Promise<GrantPage> {
  const now = await databaseNow(tx)
  const cloud = ctx.clouds.aws
  const summary = grantSummary(grant, now)
  const envelope = envelopeSchema.parse(JSON.parse(grant.envelope))
  const entitlement = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  const { sessionNote, roleMaxSessionMinutes } = evaluateOffer(entitlement, wishOf(envelope), cloud)
  const hold = await findSecretHold(tx, grant.id)
  const request = await findRequest(tx, grant.requestId)
  const sessions = (await sessionsOfGrant(tx, grant.id)).map((session) => sessionView(session, grant.endsAt))
  const events = await storyOf(tx, grant)
  const isMine = grant.personId === ctx.actor.personId
  const namedApprover = await isApproverFor(tx, ctx.actor, entitlement, grant)
  const isOver = summary.status === 'ended'
  const stopped = isOver ? null : await whyStopped(tx, ctx, grant)
  const pendingExtensionId = isOver ? null : await pendingExtension(tx, grant.id)
  const whyNotExtend = isOver ? null : extensionObstacle(entitlement, grant, pendingExtensionId)
  const review = request === null ? null : await findReview(tx, request.id)
  const seen = { requesterId: grant.personId, namedApprover }
  return {
    ...summary,
    ticket: grant.request.ticket,
    policyText: policyForReading(cloud, envelope.policy, grant.endsAt),
    envelopeHash: grant.envelopeHash,
    incident: grant.request.incident,
    mayExtend: isMine && !isOver && whyNotExtend === null,
    whyNotExtend,
    pendingExtensionId,
    mayRevoke: !isOver && isAllowed(ctx.actor, { to: 'revoke-grant', ...seen }),
    stopped,
    ended:
      grant.endComment === null && grant.endedBy === null
        ? null
        : { by: grant.endedBy === null ? null : personView(grant.endedBy), comment: grant.endComment },
    review:
      request === null || review === null
        ? null
        : reviewView(ctx.actor, { request, entitlement, namedApprover, now }, review),
    deliveries: envelope.deliveries,
    secret: hold === null ? null : secretView(grant, hold, now, isMine),
    sessions,
    timeline: events.map(timelineEntry),
    mayUse: isMine && summary.status === 'active' && stopped === null,
    sessionMinutes: Math.floor(
      Math.min(
        cloud.sessionLimit(roleMaxSessionMinutes * 60).seconds,
        Math.max(0, (grant.endsAt.getTime() - now.getTime()) / 1000),
      ) / 60,
    ),
    isMine,
    mayWorkUntil: summary.status === 'ended' ? latestHandedOver(sessions, now) : null,
    sessionNote,
    consoleSignOutUrl: cloud.consoleSignOutUrl(
      envelope.account,
      new URL(`/grants/${grant.id}`, ctx.portalUrl).href,
    ),
    now: now.toISOString(),
  }
}

/** What happened to a grant, its request and the requests for a later end, oldest first. */
async function storyOf(tx: Transaction, { id: grantId, requestId }: GrantRow): Promise<FoundEvent[]> {
  const asked = await findEvents(tx, { grantId, type: 'request.submitted' }, TIMELINE_AT_MOST)
  const requestIds = new Set([requestId, ...asked.flatMap(({ event }) => event.about.requestId ?? [])])
  const found: FoundEvent[] = []
  for (const one of requestIds) found.push(...(await findEvents(tx, { requestId: one }, TIMELINE_AT_MOST)))
  return found.sort(byTime)
}

function byTime(one: FoundEvent, other: FoundEvent): number {
  return one.occurredAt.getTime() - other.occurredAt.getTime() || (one.event.id < other.event.id ? -1 : 1)
}

/** Why a later end cannot be asked for, as far as it does not depend on how much later. */
function extensionObstacle(
  { pinned, current }: PinnedEntitlement,
  grant: GrantRow,
  pendingExtensionId: string | null,
): string | null {
  if (grant.request.kind === 'break-glass') return 'Break-glass access is not made longer.'
  if (pendingExtensionId !== null) return 'An extension waits for a decision already.'
  const policies = [pinned, current].map(({ definition }) => definition.approval)
  const totals = policies.flatMap(({ extension }) => extension?.totalMinutes ?? [])
  if (totals.length < policies.length) return 'Grants of this entitlement cannot be extended.'
  const total = Math.min(...totals)
  const minutesSoFar = (grant.endsAt.getTime() - grant.startsAt.getTime()) / 60_000
  return minutesSoFar + SHORTEST_EXTENSION_MINUTES > total
    ? `With all extensions a grant lasts at most ${durationInWords(total)}, and this one does.`
    : null
}

/** Until when something that was handed over may still work; null when nothing can. */
function latestHandedOver(sessions: readonly SessionView[], now: Date): string | null {
  const ends = sessions
    .filter((session) => session.handedOverAt !== null)
    .flatMap((session) => session.worksUntil ?? [])
  const latest = ends.sort().at(-1)
  return latest !== undefined && latest > now.toISOString() ? latest : null
}
