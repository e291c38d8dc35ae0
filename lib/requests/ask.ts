import { z } from 'zod'
import { append } from '../audit/index'
import { evaluate, opensAtOnce, sealEnvelope } from '../catalog/index'
import type { Evaluation, PinnedEntitlement, Question } from '../catalog/index'
import type { Transaction } from '../db/client'
import { extendGrant, grantsInForceOf, openGrant } from '../grants/index'
import { checkNotSuspended, eventActorOf } from '../identity/index'
import type { Actor, Context } from '../identity/index'
import { canonicalHash } from '../kernel/canonical'
import type { Json } from '../kernel/canonical'
import { addMinutes } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import { typedText } from '../kernel/input'
import { requestEvents } from './events'
import { openReview } from './open-review'
import { refused } from './policy-failure'
import type { RequestStatus } from './schema'
import { approvingRules } from './settle'
import { countPending, findRequest, insertRequest, moveRequest } from './store'
import type { NewRequest } from './store'
import { approversProblem } from './who-could-decide'

/** What a request became when it was sent: approved at once by a rule or by breaking the glass, or pending. */
export type AskedRequest = { requestId: string; status: RequestStatus; grantId: string | null }

export const reasonText = typedText(1000).refine(
  (text) => /[\p{L}\p{N}]/u.test(text),
  'Say in a sentence why you need it: the approver and the auditor read it.',
)

/** One line; an empty one is none. */
export const lineText = (what: string) =>
  typedText(200)
    // Otherwise it could pass for more lines of a mail than it is.
    .refine((text) => !/[\n\r\v\f\u0085\u2028\u2029]/.test(text), `${what} is one line.`)
    .nullable()
    .transform((text) => (text === '' ? null : text))

export const instantText = z.iso
  .datetime({ offset: true, error: 'Give the start as a date and time.' })
  .transform((text) => new Date(text))

const PENDING_AT_MOST = 50
const GRANTS_AT_MOST = 50

type Asked = {
  id: string
  inputHash: string
  entitlement: PinnedEntitlement
  question: Question
  incident: string | null
}

/** The person as the approval policy judges them when they ask. */
export function requesterOf(actor: Actor, now: Date): Question['requester'] {
  const { groups, managerHandle, authenticatedAt } = actor
  return {
    handle: actor.handleIsUnique ? actor.handle : '',
    groups,
    managerHandle,
    signedInMinutesAgo: (now.getTime() - authenticatedAt.getTime()) / 60_000,
  }
}

/**
 * Writes a request that was judged, or refuses it with every problem at its field. What needs no approver is approved in
 * the same transaction. Throws `ERR_SUSPENDED`, `ERR_REQUEST_REFUSED`, `ERR_ID_TAKEN`, and what opening or extending a grant throws.
 */
export async function ask(tx: Transaction, ctx: Context, asked: Asked): Promise<AskedRequest> {
  const { id, inputHash, entitlement, question, incident } = asked
  await checkNotSuspended(tx, ctx.actor)
  const evaluation = evaluate(entitlement, question, ctx.clouds.aws)
  await checkLimits(tx, ctx.actor.personId, evaluation, question.kind)
  const problems = [...evaluation.problems, ...(await approversProblem(tx, evaluation, ctx.actor))]
  const [first] = problems
  const { pinned, current } = entitlement
  const { failures } = evaluation
  if (first !== undefined)
    throw refused(first.sentence, problems, { entitlementId: pinned.definition.id, failures })
  const { kind, scope, startsAt, durationMinutes, reason, ticket, extending, now } = question
  const extendsGrantId = extending?.grantId ?? null
  const sealed = sealEnvelope(
    pinned,
    { ...question, extendsGrantId: extendsGrantId ?? undefined },
    evaluation.policy,
  )
  const { pending } = current.definition.approval
  const after = (minutes: number | undefined) => (minutes === undefined ? null : addMinutes(now, minutes))
  const request: NewRequest = {
    ...{ id, inputHash, kind, scope, startsAt, durationMinutes, reason, ticket, incident, extendsGrantId },
    personId: ctx.actor.personId,
    entitlementId: pinned.definition.id,
    entitlementVersionId: pinned.versionId,
    envelope: sealed.text,
    envelopeHash: sealed.hash,
    createdAt: now,
    authenticatedAt: ctx.actor.authenticatedAt,
    remindAt: after(pending.remindAfterMinutes),
    escalateAt: after(pending.escalate?.afterMinutes),
    lapsesAt: addMinutes(now, pending.limitMinutes),
  }
  if (!(await insertRequest(tx, request))) return (await firstResult(tx, ctx, asked)) ?? taken()
  await append(tx, requestEvents.submitted(now, eventActorOf(ctx.actor), request))
  return opensAtOnce(evaluation, kind)
    ? approveAtOnce(tx, ctx, request, entitlement, evaluation)
    : { requestId: id, status: 'pending', grantId: null }
}

async function approveAtOnce(
  tx: Transaction,
  ctx: Context,
  request: NewRequest,
  { pinned, current }: PinnedEntitlement,
  evaluation: Evaluation,
): Promise<AskedRequest> {
  const now = request.createdAt
  const brokeGlass = request.kind === 'break-glass'
  const actor = brokeGlass ? eventActorOf(ctx.actor) : ({ kind: 'daypass' } as const)
  if (!(await moveRequest(tx, request.id, 'approve', now)))
    throw new Error('a request that was just written is not pending')
  const byRules = brokeGlass ? [] : approvingRules(evaluation)
  await append(tx, requestEvents.closed(now, actor, request, 'approved', byRules))
  const { id: requestId, extendsGrantId, durationMinutes } = request
  if (extendsGrantId !== null) {
    await extendGrant(tx, actor, { grantId: extendsGrantId, requestId, durationMinutes })
    return { requestId, status: 'approved', grantId: extendsGrantId }
  }
  const { personId, entitlementId, entitlementVersionId, scope, envelope, envelopeHash, startsAt } = request
  const { grantId } = await openGrant(tx, now, actor, {
    ...{ requestId, personId, entitlementId, entitlementVersionId, scope, envelope, envelopeHash },
    ...{ startsAt, durationMinutes },
    accountId: pinned.definition.account.accountId,
  })
  if (brokeGlass) await openReview(tx, request, grantId, current)
  return { requestId, status: 'approved', grantId }
}

// Approvers read every pending one, and each that is approved at once is a grant: more is a mistake of a program, or worse.
// Breaking the glass is never kept from anybody by what waits besides.
async function checkLimits(
  tx: Transaction,
  personId: string,
  evaluation: Evaluation,
  kind: Question['kind'],
): Promise<void> {
  if (kind === 'break-glass') return
  if (evaluation.autoApproved) {
    if ((await grantsInForceOf(tx, personId)) < GRANTS_AT_MOST) return
    throw new DaypassError(
      'ERR_REQUEST_REFUSED',
      `You have ${String(GRANTS_AT_MOST)} grants in force. End what you do not need any more, then ask again.`,
    )
  }
  if ((await countPending(tx, personId)) < PENDING_AT_MOST) return
  throw new DaypassError(
    'ERR_REQUEST_REFUSED',
    `You have ${String(PENDING_AT_MOST)} pending requests. Cancel what you do not need any more, then ask again.`,
  )
}

/** What the same call answered before; undefined if the id is new. Throws `ERR_ID_TAKEN` for other input under it. */
export async function firstResult(
  tx: Transaction,
  ctx: Context,
  { id, inputHash }: Pick<Asked, 'id' | 'inputHash'>,
): Promise<AskedRequest | undefined> {
  const before = await findRequest(tx, id)
  if (before === null) return undefined
  if (before.personId !== ctx.actor.personId || before.inputHash !== inputHash) return taken()
  const grantId = before.grant?.id ?? (before.status === 'approved' ? before.extendsGrantId : null)
  return { requestId: before.id, status: before.status, grantId }
}

/** The hash by which a repeated call is known as the same one. */
export function inputHashOf(input: object): string {
  return canonicalHash(JSON.parse(JSON.stringify(input)) as Json)
}

function taken(): never {
  throw new DaypassError(
    'ERR_ID_TAKEN',
    'This form was sent already with other input. Open it anew to ask for something else.',
  )
}
