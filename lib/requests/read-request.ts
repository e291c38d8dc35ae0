import { z } from 'zod'
import { deliveriesOfEnvelope, isNamedByStage } from '../catalog/index'
import type { Transaction } from '../db/client'
import { authorize, isAllowed, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { hasDecided, judgeRequest } from './judge'
import type { JudgedRequest } from './judge'
import { policyForReading } from './policy-text'
import type { RequestView } from './schema'
import { secretHeldView } from './secret-held'
import { stageViews } from './stages'
import { earlierRequests, findRequest } from './store'
import { decisionViews, requestSummary } from './summary'

const EARLIER_AT_MOST = 100

/** One request with everything needed to decide on it, for its requester, its approvers and auditors. Throws `ERR_NOT_FOUND`. */
export const readRequest = verb(
  'read-request',
  z.strictObject({ requestId: anyId }),
  (ctx: Context, input): Promise<RequestView> =>
    ctx.inTransaction(async (tx) => {
      const request = await findRequest(tx, input.requestId)
      if (request === null) throw notFound()
      const judged = await judgeRequest(tx, ctx, request)
      authorize(ctx.actor, {
        to: 'see-request',
        requesterId: request.personId,
        namedApprover: judged.namedApprover,
      })
      return viewOf(tx, ctx, judged)
    }),
)

async function viewOf(tx: Transaction, ctx: Context, judged: JudgedRequest): Promise<RequestView> {
  const { request, evaluation, stages, progress, envelope } = judged
  const isOpen = request.status === 'pending'
  const requester = { personId: request.personId, email: request.person.email }
  const deciders = request.decisions.map(({ personId, person }) => ({ personId, email: person.email }))
  return {
    ...requestSummary(request),
    notes: evaluation.notes,
    deliveriesInWords: deliveriesOfEnvelope(envelope),
    secretHeld: isOpen ? secretHeldView(judged.secretHeld) : null,
    policyText: policyForReading(ctx.clouds.aws, envelope.policy),
    size: ctx.clouds.aws.policySize(envelope.policy),
    envelopeHash: request.envelopeHash,
    canOutlive: envelope.canOutlive,
    sessionNote: evaluation.sessionNote,
    stages: await stageViews(tx, stages, progress, requester, deciders),
    decisions: decisionViews(
      request,
      stages.map((stage) => stage.name),
    ),
    mayCancel: isOpen && request.personId === ctx.actor.personId,
    ...deciding(ctx, judged),
    obstacles: isOpen ? judged.obstacles.map((problem) => problem.sentence) : [],
    earlier: await earlierOf(tx, judged),
  }
}

/** Whether this viewer's decision would count now, and if not, why. For display: `decideRequest` judges again. */
function deciding(
  ctx: Context,
  { request, stages, progress, namedApprover }: JudgedRequest,
): Pick<RequestView, 'mayDecide' | 'whyNotDecide'> {
  const stage = progress.openStage === null ? undefined : stages[progress.openStage]
  if (request.status !== 'pending' || stage === undefined || !namedApprover)
    return { mayDecide: false, whyNotDecide: null }
  const facts = { to: 'decide', requesterId: request.personId, requesterEmail: request.person.email } as const
  if (!isAllowed(ctx.actor, { ...facts, namedApprover, namedAtStage: namedApprover }))
    return { mayDecide: false, whyNotDecide: 'Nobody decides on their own request.' }
  if (hasDecided(request, ctx.actor))
    return { mayDecide: false, whyNotDecide: 'You have decided. One person counts once, over all stages.' }
  if (!isNamedByStage(ctx.actor, stage))
    return { mayDecide: false, whyNotDecide: `The open stage is “${stage.name}”; others decide there.` }
  return { mayDecide: true, whyNotDecide: null }
}

async function earlierOf(tx: Transaction, { request }: JudgedRequest): Promise<RequestView['earlier']> {
  const earlier = await earlierRequests(
    tx,
    request.personId,
    request.entitlementId,
    request.createdAt,
    EARLIER_AT_MOST,
  )
  const approved = earlier.filter((one) => one.status === 'approved')
  return {
    requests: earlier.length,
    approved: approved.length,
    lastApprovedAt: approved[0]?.closedAt?.toISOString() ?? null,
  }
}
