import { z } from 'zod'
import { isNamedByStage, pinnedEntitlement, strictestStages } from '../catalog/index'
import type { Transaction } from '../db/client'
import { isAllowed } from '../identity/index'
import type { Actor, Context } from '../identity/index'
import { cursorText, writeCursor } from '../kernel/cursor'
import type { Cursor } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import { progressOf } from './evaluate'
import { hasDecided } from './judge'
import type { Page, RequestSummary } from './schema'
import { pendingRequests } from './store'
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
      const mine: RequestRow[] = []
      let cursor: Cursor | undefined = input.cursor
      for (;;) {
        const batch = await pendingRequests(tx, cursor, READ_AT_ONCE)
        for (const request of batch) {
          if (mine.length === PAGE_SIZE)
            return {
              items: mine.map(requestSummary),
              next: cursor === undefined ? null : writeCursor(cursor),
            }
          if (await waitsFor(tx, ctx.actor, request)) mine.push(request)
          cursor = { at: request.createdAt, id: request.id }
        }
        if (batch.length < READ_AT_ONCE) return { items: mine.map(requestSummary), next: null }
      }
    }),
)

async function waitsFor(tx: Transaction, actor: Actor, request: RequestRow): Promise<boolean> {
  if (hasDecided(request, actor)) return false
  const stages = strictestStages(
    await pinnedEntitlement(tx, request.entitlementId, request.entitlementVersionId),
  )
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
