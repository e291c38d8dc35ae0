import { z } from 'zod'
import { evaluate, isNamedByStage, pinnedEntitlements, turnsOf } from '../catalog/index'
import type { JudgedStage, PinnedEntitlement, Turn } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { delegatorsOf, isAllowed, isSameHuman, requesterFactsOfMany } from '../identity/index'
import type { Actor, Context, Delegator, RequesterFacts } from '../identity/index'
import { cursorText, writeCursor } from '../kernel/cursor'
import type { Cursor } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import { progressOf } from './evaluate'
import { questionOf, withEscalation } from './judge'
import { stageHashesOf } from './judge-decisions'
import type { Page, QueuedRequest } from './schema'
import { pendingRequests, pendingVersions } from './store'
import type { RequestRow, Waiting } from './store'
import { personView, requestSummary } from './summary'
import { termsOf } from './terms'

const PAGE_SIZE = 25
/** At first no more than a page needs: usually all that is read waits for the viewer. */
const READ_FIRST = PAGE_SIZE + 1
const READ_AT_ONCE = 100

type Viewer = { actor: Actor; delegators: readonly Delegator[] }

/** What waits for this person's decision, or for that of somebody in whose place they stand, the longest-waiting first, 25 a page. */
export const listToDecide = verb(
  'list-to-decide',
  z.strictObject({ cursor: cursorText.optional() }),
  (ctx: Context, input): Promise<Page<QueuedRequest>> =>
    ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      const viewer = { actor: ctx.actor, delegators: await delegatorsOf(tx, ctx.actor.personId) }
      const { entitlements, waiting } = await placesOf(tx, viewer)
      const items: QueuedRequest[] = []
      let cursor: Cursor | undefined = input.cursor
      let take = READ_FIRST
      while (entitlements.size > 0) {
        const batch = await pendingRequests(tx, waiting, cursor, take)
        const people = new Set(batch.map(({ personId }) => personId))
        const requesters = await requesterFactsOfMany(tx, [...people])
        for (const request of batch) {
          if (items.length === PAGE_SIZE)
            return { items, next: cursor === undefined ? null : writeCursor(cursor) }
          cursor = { at: request.createdAt, id: request.id }
          const entitlement = entitlements.get(request.entitlementVersionId)
          const requester = requesters.get(request.personId)
          if (entitlement === undefined || requester === undefined) continue
          const decides = await waitsFor(tx, ctx, viewer, request, entitlement, requester, now)
          if (decides === undefined) continue
          items.push({
            ...requestSummary(request, now),
            decidesFor: decides.onBehalfOf,
            escalated: request.escalatedAt !== null,
          })
        }
        if (batch.length < take) break
        take = READ_AT_ONCE
      }
      return { items, next: null }
    }),
)

/** The pinned versions on whose requests this person may have to decide, and when: who is named nowhere reads none. */
async function placesOf(
  tx: Transaction,
  { actor, delegators }: Viewer,
): Promise<{ entitlements: Map<string, PinnedEntitlement>; waiting: Waiting }> {
  const people = [actor, ...delegators]
  const entitlements = await pinnedEntitlements(tx, await pendingVersions(tx))
  const places = [...entitlements].map(([versionId, entitlement]) => ({
    versionId,
    turns: people.flatMap((person) => turnsOf(person, entitlement)),
  }))
  const withTurn = (turn: Turn) =>
    places.flatMap(({ versionId, turns }) => (turns.includes(turn) ? versionId : []))
  for (const { versionId, turns } of places) if (turns.length === 0) entitlements.delete(versionId)
  return {
    entitlements,
    waiting: {
      first: withTurn('first'),
      later: withTurn('later'),
      asManager: withTurn('as-manager'),
      managers: people.map(({ handle }) => handle),
    },
  }
}

async function waitsFor(
  tx: Transaction,
  { clouds }: Context,
  { actor, delegators }: Viewer,
  request: RequestRow,
  entitlement: PinnedEntitlement,
  requester: RequesterFacts,
  now: Date,
): Promise<{ onBehalfOf: QueuedRequest['decidesFor'] } | undefined> {
  const { current: terms } = termsOf(request)
  const question = await questionOf(tx, request, terms, requester, now)
  const stages = withEscalation(evaluate(entitlement, question, clouds.aws).stages, request, entitlement)
  const stage = openStageOf(request, stages)
  if (stage === undefined) return undefined
  const hashes = stageHashesOf(stages)
  if (hasDecided(request, hashes, actor)) return undefined
  const others = delegators.filter((one) => !isSameHuman(one, requester) && !hasDecided(request, hashes, one))
  const named = isNamedByStage(actor, stage)
  const onBehalfOf = named ? undefined : others.find((one) => isNamedByStage(one, stage))
  const namedAtStage = named || onBehalfOf !== undefined
  const facts = { requesterId: request.personId, requesterEmail: request.person.email }
  if (!isAllowed(actor, { to: 'decide', ...facts, namedApprover: namedAtStage, namedAtStage }))
    return undefined
  return {
    onBehalfOf: onBehalfOf === undefined ? null : personView({ ...onBehalfOf, id: onBehalfOf.personId }),
  }
}

// What counts of decisions in full is asked when the request is opened: here a withdrawn one counts for nothing, no more.
function openStageOf(request: RequestRow, stages: readonly JudgedStage[]): JudgedStage | undefined {
  const hashes = stageHashesOf(stages)
  const counted = request.decisions.flatMap(({ personId, onBehalfOfId, outcome, stageHash, withdrawnAt }) => {
    const stageIndex = hashes.indexOf(stageHash ?? '')
    return withdrawnAt !== null || stageIndex === -1 ? [] : { personId, onBehalfOfId, outcome, stageIndex }
  })
  const { openStage } = progressOf(stages, counted)
  return openStage === null ? undefined : stages[openStage]
}

// Whose approval was for a stage that is another by now is asked again.
function hasDecided(
  request: RequestRow,
  hashes: readonly string[],
  person: { personId: string; email: string | null },
): boolean {
  return request.decisions
    .filter(({ withdrawnAt, stageHash }) => withdrawnAt === null && hashes.includes(stageHash ?? ''))
    .flatMap(({ personId, person: maker, onBehalfOf }) => [
      { personId, email: maker.email },
      ...(onBehalfOf === null ? [] : [{ personId: onBehalfOf.id, email: onBehalfOf.email }]),
    ])
    .some((one) => isSameHuman(one, person))
}
