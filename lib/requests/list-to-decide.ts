import { z } from 'zod'
import { isNamedByStage, isNamedByStages, pinnedEntitlement, strictestStages } from '../catalog/index'
import type { JudgedStage } from '../catalog/index'
import type { Transaction } from '../db/client'
import { isAllowed } from '../identity/index'
import type { Actor, Context } from '../identity/index'
import { cursorText, writeCursor } from '../kernel/cursor'
import type { Cursor } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import { progressOf } from './evaluate'
import { hasDecided } from './judge'
import type { Page, RequestSummary } from './schema'
import { pendingRequests, pendingVersions } from './store'
import type { RequestRow } from './store'
import { requestSummary } from './summary'

const PAGE_SIZE = 25
const READ_AT_ONCE = 100

/** What waits for this person's decision, the longest-waiting first, 25 a page. */
export const listToDecide = verb(
  'list-to-decide',
  z.strictObject({ cursor: cursorText.optional() }),
  (ctx: Context, input): Promise<Page<RequestSummary>> =>
    ctx.inTransaction(async (tx) => {
      const stagesOf = await stagesNaming(tx, ctx.actor)
      const mine: RequestRow[] = []
      let cursor: Cursor | undefined = input.cursor
      while (stagesOf.size > 0) {
        const batch = await pendingRequests(tx, [...stagesOf.keys()], cursor, READ_AT_ONCE)
        for (const request of batch) {
          if (mine.length === PAGE_SIZE)
            return {
              items: mine.map(requestSummary),
              next: cursor === undefined ? null : writeCursor(cursor),
            }
          if (waitsFor(ctx.actor, request, stagesOf.get(request.entitlementVersionId) ?? []))
            mine.push(request)
          cursor = { at: request.createdAt, id: request.id }
        }
        if (batch.length < READ_AT_ONCE) break
      }
      return { items: mine.map(requestSummary), next: null }
    }),
)

/** The stages of the pinned versions whose requests this person may have to decide on: who is named nowhere reads none. */
async function stagesNaming(tx: Transaction, actor: Actor): Promise<Map<string, readonly JudgedStage[]>> {
  const found = new Map<string, readonly JudgedStage[]>()
  for (const { entitlementId, versionId } of await pendingVersions(tx)) {
    const stages = strictestStages(await pinnedEntitlement(tx, entitlementId, versionId))
    if (isNamedByStages(actor, stages)) found.set(versionId, stages)
  }
  return found
}

function waitsFor(actor: Actor, request: RequestRow, stages: readonly JudgedStage[]): boolean {
  if (hasDecided(request, actor)) return false
  const { openStage } = progressOf(stages, request.decisions)
  const stage = openStage === null ? undefined : stages[openStage]
  const namedAtStage = stage !== undefined && isNamedByStage(actor, stage)
  return isAllowed(actor, {
    to: 'decide',
    requesterId: request.personId,
    requesterEmail: request.person.email,
    namedApprover: namedAtStage,
    namedAtStage,
  })
}
