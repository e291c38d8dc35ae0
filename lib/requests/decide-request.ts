import { z } from 'zod'
import { append } from '../audit/index'
import type { JudgedStage } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { actorNow, authorize, eventActorOf, notFound } from '../identity/index'
import type { Actor, Context, Delegator } from '../identity/index'
import { durationInWords } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId, hexHash, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { inputHashOf } from './ask'
import { progressOf } from './evaluate'
import { requestEvents } from './events'
import { decidesAs, hasDecided, judgeRequestFor, stageToDecideAt } from './judge'
import type { JudgedFor } from './judge'
import { inForce, judgeDecisions, stageHashesOf } from './judge-decisions'
import { isFresh } from './fresh'
import { narrow, narrowingSchema, recordNarrowing } from './narrow'
import { refused, tellingOfFailures } from './policy-failure'
import { alreadyClosed } from './refusals'
import type { RequestStatus } from './schema'
import { settleApproved } from './settle'
import {
  findDecision,
  findRequest,
  insertDecision,
  lockRequest,
  moveRequest,
  withdrawDecision,
} from './store'
import type { Terms } from './terms'

const decideInput = z
  .strictObject({
    id: callerId,
    requestId: anyId,
    outcome: z.enum(['approve', 'deny']),
    comment: typedText(1000)
      .nullable()
      .transform((text) => (text === '' ? null : text)),
    /** The hash of the envelope that was on the screen. */
    envelopeHash: hexHash,
    /** The hash of the policy that was on the screen, and of the version it is of. */
    policyHash: hexHash,
    /** What is approved instead, smaller than what was asked for. */
    narrowing: narrowingSchema.nullable().default(null),
  })
  .refine(({ outcome, narrowing }) => outcome === 'approve' || narrowing === null, {
    path: ['narrowing'],
    message: 'Only an approval can narrow a request.',
  })
type DecideInput = z.output<typeof decideInput>

export type DecisionResult = { status: RequestStatus; grantId: string | null }

/**
 * An approver's answer, for themselves or for somebody in whose place they stand. The last needed approval opens the grant
 * (or moves its end) in the same transaction; one denial closes the request; a narrowing approval makes it smaller for
 * everybody after. A refusal is logged too. Throws `ERR_NOT_FOUND`, `ERR_SELF_APPROVAL`, `ERR_NOT_APPROVER`,
 * `ERR_ALREADY_DECIDED`, `ERR_CHANGED_MEANWHILE` if something else was on the screen, `ERR_FRESH_SIGN_IN`, `ERR_SUSPENDED`,
 * `ERR_NOT_NARROWER`, `ERR_REQUEST_REFUSED` if it cannot be approved any more, `ERR_SECRET_HELD`, `ERR_GRANT_NOT_LIVE`.
 */
export const decideRequest = verb(
  'decide-request',
  decideInput,
  async (ctx: Context, input): Promise<DecisionResult> => {
    try {
      return await tellingOfFailures(ctx, () => ctx.inTransaction((tx) => decide(tx, ctx, input)))
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
  const now = { ...ctx, actor: await actorNow(tx, ctx.actor) }
  const judged = await judgeRequestFor(tx, now, locked.request)
  const place = checkDecision(now, input, judged)
  const { terms, stages, evaluation } = judged
  const left =
    input.narrowing === null
      ? { terms, stages, approverMinutes: evaluation.approverMinutes }
      : await narrow(tx, ctx.clouds.aws, judged, input.narrowing)
  if (input.outcome === 'approve') checkFresh(ctx.actor, left.approverMinutes, judged.now)
  return record(tx, now, input, judged, place, left)
}

type Place = { stageIndex: number; stage: JudgedStage; onBehalfOf: Delegator | null }

/** Everything that can speak against a decision, in the order in which a person should hear it. Returns where it counts. */
function checkDecision(ctx: Context, input: DecideInput, judged: JudgedFor): Place {
  const { request, stages, progress, namedApprover } = judged
  const facts = { requesterId: request.personId, requesterEmail: request.person.email }
  authorize(ctx.actor, {
    to: 'see-request',
    requesterId: request.personId,
    namedApprover,
    told: judged.told,
  })
  authorize(ctx.actor, { to: 'decide', ...facts, namedApprover, namedAtStage: namedApprover })
  const stageIndex = stageToDecideAt(judged, ctx.actor)
  const stage = stageIndex === null ? undefined : stages[stageIndex]
  if (judged.status !== 'pending' || stageIndex === null || stage === undefined) throw alreadyClosed(judged)
  if (progress.openStage !== null && hasDecided(judged.decisions, ctx.actor))
    throw new DaypassError(
      'ERR_ALREADY_DECIDED',
      'You have decided on this request already. One person counts once, over all stages.',
    )
  const decides = decidesAs(judged, ctx.actor, stage)
  authorize(ctx.actor, { to: 'decide', ...facts, namedApprover, namedAtStage: decides !== undefined })
  if (input.envelopeHash !== judged.terms.envelopeHash || input.policyHash !== judged.policyHash)
    throw new DaypassError(
      'ERR_CHANGED_MEANWHILE',
      'What would be approved is not what was on your screen. Nothing was decided; look at it again.',
    )
  if (input.outcome === 'approve') checkApproval(judged)
  return { stageIndex, stage, onBehalfOf: decides?.onBehalfOf ?? null }
}

function checkApproval(judged: JudgedFor): void {
  const [obstacle] = judged.obstacles
  if (obstacle !== undefined)
    throw refused(`This cannot be approved any more: ${obstacle.sentence}`, judged.obstacles, {
      entitlementId: judged.request.entitlementId,
      failures: judged.evaluation.failures,
    })
}

function checkFresh(actor: Actor, approverMinutes: number | null, now: Date): void {
  if (!isFresh(actor, approverMinutes, now))
    throw new DaypassError(
      'ERR_FRESH_SIGN_IN',
      `The approval policy asks you to have signed in within ${durationInWords(approverMinutes ?? 0)}. Sign in again, then approve.`,
    )
}

async function record(
  tx: Transaction,
  ctx: Context,
  input: DecideInput,
  judged: JudgedFor,
  { stageIndex, stage, onBehalfOf }: Place,
  { terms, stages }: { terms: Terms; stages: readonly JudgedStage[] },
): Promise<DecisionResult> {
  const { request, now } = judged
  const actor = eventActorOf(ctx.actor)
  await takeBackWorthless(tx, ctx, judged)
  const { id, requestId, outcome, comment } = input
  const decision = {
    ...{ id, requestId, outcome, comment, stageIndex },
    personId: ctx.actor.personId,
    onBehalfOfId: onBehalfOf?.personId ?? null,
    stageName: stage.name,
    stageHash: stageHashesOf(judged.stages)[stageIndex] ?? '',
    envelopeHash: terms.envelopeHash,
    stagesHash: judged.policyHash,
    decidedAt: now,
  }
  // Another request's lock does not hold off a second decision under this id.
  if (!(await insertDecision(tx, decision))) throw taken()
  if (terms !== judged.terms) await recordNarrowing(tx, actor, judged, terms, input)
  await append(tx, requestEvents.decided(now, actor, request, { ...decision, onBehalfOf }))
  if (outcome === 'deny') {
    if (!(await moveRequest(tx, request.id, 'deny', now))) throw alreadyClosed(judged)
    await append(tx, requestEvents.closed(now, actor, request, 'denied'))
    return { status: 'denied', grantId: null }
  }
  // A smaller wish may have other stages: what is approved counts for those that are still the same.
  const decided = (await findRequest(tx, request.id)) ?? request
  const decisions = await judgeDecisions(tx, decided, stages)
  const { outcome: reached } = progressOf(
    stages,
    decisions.flatMap(({ counted }) => counted ?? []),
  )
  if (reached !== 'approved') return { status: 'pending', grantId: null }
  return { status: 'approved', grantId: await settleApproved(tx, actor, judged, terms) }
}

/** An approval of the actor's, or in their place, that counts for nothing any more or is given anew makes room for the new one. */
async function takeBackWorthless(tx: Transaction, ctx: Context, judged: JudgedFor): Promise<void> {
  const { personId } = ctx.actor
  const isConfirmed = judged.progress.openStage === null
  for (const { decision, counted } of inForce(judged.decisions)) {
    const isTheirs = decision.personId === personId || decision.onBehalfOfId === personId
    if (!isTheirs || (counted !== null && !isConfirmed)) continue
    await withdrawDecision(tx, decision.id, judged.now)
    const withdrawn = {
      id: decision.id,
      stageName: decision.stageName,
      because: 'decided-again',
    } as const
    await append(
      tx,
      requestEvents.approvalWithdrawn(judged.now, eventActorOf(ctx.actor), judged.request, withdrawn),
    )
  }
}

/** What the same call answered before; undefined if the id is new. Throws `ERR_ID_TAKEN` for other input under it. */
async function firstResult(
  tx: Transaction,
  ctx: Context,
  input: DecideInput,
): Promise<DecisionResult | undefined> {
  const before = await findDecision(tx, input.id)
  if (before === null) return undefined
  const narrowingHash = input.narrowing === null ? undefined : inputHashOf(input.narrowing)
  const same =
    before.personId === ctx.actor.personId &&
    before.requestId === input.requestId &&
    before.outcome === input.outcome &&
    before.comment === input.comment &&
    before.narrowing?.inputHash === narrowingHash &&
    (narrowingHash !== undefined || before.envelopeHash === input.envelopeHash)
  if (!same) throw taken()
  const { status, grant, extendsGrantId } = before.request
  return { status, grantId: grant?.id ?? (status === 'approved' ? extendsGrantId : null) }
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
