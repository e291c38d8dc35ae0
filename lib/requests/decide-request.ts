import { z } from 'zod'
import { append } from '../audit/index'
import { isNamedByStage } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { openGrant } from '../grants/index'
import { authorize, eventActorOf, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId, hexHash, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { progressOf } from './evaluate'
import { requestEvents } from './events'
import { hasDecided, judgeRequest } from './judge'
import type { JudgedRequest } from './judge'
import { alreadyClosed } from './refusals'
import type { RequestStatus } from './schema'
import { findDecision, insertDecision, lockRequest, moveRequest } from './store'

const decideInput = z.strictObject({
  id: callerId,
  requestId: anyId,
  outcome: z.enum(['approve', 'deny']),
  comment: typedText(1000)
    .nullable()
    .transform((text) => (text === '' ? null : text)),
  /** The hash of the envelope that was on the screen. */
  envelopeHash: hexHash,
})
type DecideInput = z.output<typeof decideInput>

export type DecisionResult = { status: RequestStatus; grantId: string | null }

/**
 * An approver's answer. The last needed approval opens the grant in the same transaction; one denial closes the request.
 * A refusal is logged too. Throws `ERR_NOT_FOUND`, `ERR_SELF_APPROVAL`, `ERR_NOT_APPROVER`, `ERR_ALREADY_DECIDED`,
 * `ERR_CHANGED_MEANWHILE` if something else was on the screen, `ERR_REQUEST_REFUSED` if it cannot be approved any more.
 */
export const decideRequest = verb(
  'decide-request',
  decideInput,
  async (ctx: Context, input): Promise<DecisionResult> => {
    try {
      return await ctx.inTransaction((tx) => decide(tx, ctx, input))
    } catch (error) {
      if (error instanceof DaypassError) await logRefusal(ctx, input, error)
      throw error
    }
  },
)

async function decide(tx: Transaction, ctx: Context, input: DecideInput): Promise<DecisionResult> {
  // The lock is held from here on: two approvals, or an approval and a denial, come one after the other (invariant 6).
  const locked = await lockRequest(tx, input.requestId)
  if (locked === undefined) throw notFound()
  const first = await firstResult(tx, ctx, input)
  if (first !== undefined) return first
  const judged = await judgeRequest(tx, ctx, locked.request)
  const stageIndex = checkDecision(ctx, input, judged)
  return record(tx, ctx, input, judged, stageIndex, locked.now)
}

/** Everything that can speak against a decision, in the order in which a person should hear it. Returns the open stage. */
function checkDecision(ctx: Context, input: DecideInput, judged: JudgedRequest): number {
  const { request, stages, progress, namedApprover } = judged
  const facts = { requesterId: request.personId, requesterEmail: request.person.email }
  authorize(ctx.actor, { to: 'see-request', requesterId: request.personId, namedApprover })
  authorize(ctx.actor, { to: 'decide', ...facts, namedApprover, namedAtStage: namedApprover })
  const stage = progress.openStage === null ? undefined : stages[progress.openStage]
  if (request.status !== 'pending' || progress.openStage === null || stage === undefined)
    throw alreadyClosed(request)
  if (hasDecided(request, ctx.actor))
    throw new DaypassError(
      'ERR_ALREADY_DECIDED',
      'You have decided on this request already. One person counts once, over all stages.',
    )
  const namedAtStage = isNamedByStage(ctx.actor, stage)
  authorize(ctx.actor, { to: 'decide', ...facts, namedApprover, namedAtStage })
  if (input.envelopeHash !== request.envelopeHash)
    throw new DaypassError(
      'ERR_CHANGED_MEANWHILE',
      'What would be approved is not what was on your screen. Nothing was decided; look at it again.',
    )
  const [obstacle] = judged.obstacles
  if (input.outcome === 'approve' && obstacle !== undefined)
    throw new DaypassError('ERR_REQUEST_REFUSED', `This cannot be approved any more: ${obstacle.sentence}`, {
      fields: judged.obstacles,
    })
  return progress.openStage
}

async function record(
  tx: Transaction,
  ctx: Context,
  input: DecideInput,
  judged: JudgedRequest,
  stageIndex: number,
  now: Date,
): Promise<DecisionResult> {
  const { request, stages } = judged
  const actor = eventActorOf(ctx.actor)
  const { stagesHash } = judged
  const decision = { ...input, personId: ctx.actor.personId, stageIndex, stagesHash, decidedAt: now }
  // Another request's lock does not hold off a second decision under this id.
  if (!(await insertDecision(tx, decision))) throw taken()
  await append(
    tx,
    requestEvents.decided(now, actor, request, { ...decision, stageName: stages[stageIndex]?.name ?? '' }),
  )
  const { outcome } = progressOf(stages, [...request.decisions, decision])
  if (outcome === 'pending') return { status: 'pending', grantId: null }
  if (!(await moveRequest(tx, request.id, outcome === 'approved' ? 'approve' : 'deny', now)))
    throw alreadyClosed(request)
  await append(tx, requestEvents.closed(now, actor, request, outcome))
  if (outcome === 'denied') return { status: 'denied', grantId: null }
  const { grantId } = await openGrant(tx, now, actor, {
    requestId: request.id,
    personId: request.personId,
    entitlementId: request.entitlementId,
    entitlementVersionId: request.entitlementVersionId,
    accountId: judged.envelope.account.accountId,
    scope: judged.envelope.scope,
    envelope: request.envelope,
    envelopeHash: request.envelopeHash,
    durationMinutes: judged.envelope.durationMinutes,
  })
  return { status: 'approved', grantId }
}

/** What the same call answered before; undefined if the id is new. Throws `ERR_ID_TAKEN` for other input under it. */
async function firstResult(
  tx: Transaction,
  ctx: Context,
  input: DecideInput,
): Promise<DecisionResult | undefined> {
  const before = await findDecision(tx, input.id)
  if (before === null) return undefined
  const same =
    before.personId === ctx.actor.personId &&
    before.requestId === input.requestId &&
    before.outcome === input.outcome &&
    before.comment === input.comment &&
    before.envelopeHash === input.envelopeHash
  if (!same) throw taken()
  return { status: before.request.status, grantId: before.request.grant?.id ?? null }
}

function taken(): DaypassError {
  return new DaypassError('ERR_ID_TAKEN', 'This decision was sent already with other input. Reload the page.')
}

async function logRefusal(ctx: Context, input: DecideInput, error: DaypassError): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const refused = { outcome: input.outcome, code: error.code }
    await append(
      tx,
      requestEvents.decisionRefused(await databaseNow(tx), eventActorOf(ctx.actor), input.requestId, refused),
    )
  })
}
