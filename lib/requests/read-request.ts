import { z } from 'zod'
import { deliveriesOfEnvelope, isNamedByStage } from '../catalog/index'
import { policyInWords } from '../catalog/words'
import type { Transaction } from '../db/client'
import { authorize, isAllowed, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { addMinutes } from '../kernel/durations'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { decisionViews } from './decision-views'
import { isFresh } from './fresh'
import { decidesAs, hasDecided, judgeRequestFor, mayBeOpened, stageToDecideAt } from './judge'
import type { JudgedFor } from './judge'
import { messagesOn } from './message-store'
import { narrowChoices } from './narrow-choices'
import { policyForReading } from './policy-text'
import { findReview } from './review-store'
import { reviewView } from './review-view'
import type { RequestView } from './schema'
import { secretHeldView } from './secret-held'
import { stageViews } from './stages'
import { earlierRequests, findRequest } from './store'
import { personView, requestSummary } from './summary'
import { differencesOf } from './terms'
import { unusualAbout } from './unusual'

const EARLIER_AT_MOST = 100
const MESSAGES_AT_MOST = 200

/**
 * One request with everything needed to decide on it, for its requester, its approvers, auditors and administrators.
 * Throws `ERR_NOT_FOUND`.
 */
export const readRequest = verb(
  'read-request',
  z.strictObject({ requestId: anyId }),
  (ctx: Context, input): Promise<RequestView> =>
    ctx.inTransaction(async (tx) => {
      const request = await findRequest(tx, input.requestId)
      if (request === null) throw notFound()
      const judged = await judgeRequestFor(tx, ctx, request)
      authorize(ctx.actor, {
        to: 'see-request',
        requesterId: request.personId,
        namedApprover: judged.namedApprover,
        told: judged.told,
      })
      return viewOf(tx, ctx, judged)
    }),
)

async function viewOf(tx: Transaction, ctx: Context, judged: JudgedFor): Promise<RequestView> {
  const { request, evaluation, stages, progress, envelope, terms, now, namedApprover } = judged
  const isOpen = judged.status === 'pending'
  const isMine = request.personId === ctx.actor.personId
  const requester = { personId: request.personId, email: request.person.email }
  const deciders = judged.decisions
    .filter(({ counted }) => counted !== null)
    .map(({ decision }) => ({ personId: decision.personId, email: decision.person.email }))
  const earlier = await earlierOf(tx, judged)
  const review = await findReview(tx, request.id)
  const own = request.decisions.find(
    (one) => one.personId === ctx.actor.personId && one.withdrawnAt === null && one.outcome === 'approve',
  )
  return {
    ...requestSummary(request, now),
    summary: evaluation.summary,
    notes: evaluation.notes,
    deliveriesInWords: deliveriesOfEnvelope(envelope),
    secretHeld: isOpen ? secretHeldView(judged.secretHeld) : null,
    policyText: policyForReading(ctx.clouds.aws, envelope.policy),
    size: ctx.clouds.aws.policySize(envelope.policy),
    envelopeHash: terms.envelopeHash,
    policyHash: judged.policyHash,
    policyInWords: policyInWords(judged.entitlement.current.definition.approval),
    checks: evaluation.checks,
    spoke: evaluation.spoke,
    canOutlive: envelope.canOutlive,
    sessionNote: evaluation.sessionNote,
    stages: await stageViews(tx, stages, progress, requester, deciders),
    decisions: decisionViews(request, judged.decisions),
    messages: (await messagesOn(tx, request.id, MESSAGES_AT_MOST)).map((message) => ({
      id: message.id,
      by: personView(message.person),
      body: message.body,
      createdAt: message.createdAt.toISOString(),
    })),
    mayCancel: isOpen && isMine,
    mayOpen: isOpen && isMine && mayBeOpened(judged) && judged.obstacles.length === 0,
    mayComment: isOpen && (isMine || namedApprover),
    withdrawable: isOpen && own !== undefined ? { decisionId: own.id } : null,
    ...deciding(ctx, judged),
    narrowChoices: isOpen && request.kind !== 'break-glass' ? narrowChoices(judged) : null,
    obstacles: isOpen ? judged.obstacles.map((problem) => problem.sentence) : [],
    differences: differencesOf(judged.asked, terms),
    extension: extensionOf(judged),
    limits: {
      remindedAt: request.remindedAt?.toISOString() ?? null,
      escalatedAt: request.escalatedAt?.toISOString() ?? null,
      escalatesAt: request.escalateAt?.toISOString() ?? null,
      lapsesAt: request.lapsesAt.toISOString(),
    },
    earlier,
    unusual: unusualAbout(judged, earlier),
    review: review === null ? null : reviewView(ctx.actor, judged, review),
  }
}

type Deciding = Pick<RequestView, 'mayDecide' | 'whyNotDecide' | 'decidesFor' | 'needsFreshSignIn'>

const NOT_DECIDING = { mayDecide: false, decidesFor: null, needsFreshSignIn: false } as const

/** Whether this viewer's decision would count now, and if not, why. For display: `decideRequest` judges again. */
function deciding(ctx: Context, judged: JudgedFor): Deciding {
  const { request, stages, progress, namedApprover, evaluation, now } = judged
  const stageIndex = stageToDecideAt(judged, ctx.actor)
  const stage = stageIndex === null ? undefined : stages[stageIndex]
  if (judged.status !== 'pending' || stage === undefined || !namedApprover)
    return { ...NOT_DECIDING, whyNotDecide: null }
  const facts = { to: 'decide', requesterId: request.personId, requesterEmail: request.person.email } as const
  if (!isAllowed(ctx.actor, { ...facts, namedApprover, namedAtStage: namedApprover }))
    return { ...NOT_DECIDING, whyNotDecide: 'Nobody decides on their own request.' }
  if (progress.openStage !== null && hasDecided(judged.decisions, ctx.actor))
    return { ...NOT_DECIDING, whyNotDecide: 'You have decided. One person counts once, over all stages.' }
  const decides = decidesAs(judged, ctx.actor, stage)
  if (decides === undefined)
    return {
      ...NOT_DECIDING,
      whyNotDecide: judged.delegators.some((delegator) => isNamedByStage(delegator, stage))
        ? 'Whoever you stand in for has decided already.'
        : `The open stage is “${stage.name}”; others decide there.`,
    }
  const { onBehalfOf } = decides
  return {
    mayDecide: true,
    whyNotDecide: null,
    decidesFor:
      onBehalfOf === null
        ? null
        : { id: onBehalfOf.personId, name: onBehalfOf.name, handle: onBehalfOf.handle },
    needsFreshSignIn: !isFresh(ctx.actor, evaluation.approverMinutes, now),
  }
}

function extensionOf({ question, terms }: JudgedFor): RequestView['extension'] {
  const { extending } = question
  return extending === null
    ? null
    : {
        grantId: extending.grantId,
        endsAt: extending.endsAt.toISOString(),
        newEndsAt: addMinutes(extending.endsAt, terms.durationMinutes).toISOString(),
      }
}

async function earlierOf(tx: Transaction, { request }: JudgedFor): Promise<RequestView['earlier']> {
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
