import {
  evaluate,
  isApproverOf,
  isNamedByStage,
  isStillEligible,
  isToldOfGlass,
  pinnedEntitlement,
} from '../catalog/index'
import type { Envelope, Evaluation, JudgedStage, PinnedEntitlement, Question } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { secretConflict, secretHeldSentence } from '../grants/index'
import { delegatorsOf, isSameHuman, requesterFactsOf } from '../identity/index'
import type { Actor, Context, Delegator, RequesterFacts } from '../identity/index'
import { canonicalHash, canonicalText } from '../kernel/canonical'
import type { FieldProblem } from '../kernel/errors'
import { inForce, judgeDecisions, peopleOf, stageHashesOf } from './judge-decisions'
import type { JudgedDecision } from './judge-decisions'
import { progressOf } from './evaluate'
import type { Progress } from './evaluate'
import { extendingOf } from './extending'
import { requestStatusAt } from './machine'
import type { RequestStatus } from './schema'
import type { RequestRow } from './store'
import { envelopeOf, termsOf } from './terms'
import type { Terms } from './terms'

/** A request as it stands now: judged by its pinned and the current version of the entitlement. */
export type JudgedRequest = {
  request: RequestRow
  /** As the clock sees it. */
  status: RequestStatus
  now: Date
  entitlement: PinnedEntitlement
  asked: Terms
  /** What is decided on: what was asked for, or what approvers narrowed it to. */
  terms: Terms
  envelope: Envelope
  question: Question
  evaluation: Evaluation
  stages: readonly JudgedStage[]
  /** What the policy says now and by which versions: a decision is bound to it. */
  policyHash: string
  decisions: readonly JudgedDecision[]
  progress: Progress
  /** The grant that stands in the way of filling the secret now. */
  secretHeld: { name: string; until: Date } | null
  requester: RequesterFacts
  /** Why an approval would be refused now. */
  obstacles: readonly FieldProblem[]
}

/** What a person is to a request. */
type Viewer = {
  /** For whom they stand in, the requester never among them. */
  delegators: readonly Delegator[]
  /** Whether the policy names them at any stage, or somebody for whom they stand in. */
  namedApprover: boolean
  /** Whether they hear of broken glass, or decided once: such people see it, and no more. */
  told: boolean
}

/** A request as it stands now for one person. */
export type JudgedFor = JudgedRequest & Viewer

/** As `judgeRequest`, with what the actor is to the request. */
export async function judgeRequestFor(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clouds'>,
  request: RequestRow,
): Promise<JudgedFor> {
  const judged = await judgeRequest(tx, ctx, request)
  const { requester, entitlement, stages, question } = judged
  const delegators = await delegatorsFor(tx, ctx.actor, requester)
  // Whoever has decided goes on seeing what became of it.
  const decidedBefore = request.decisions.some(({ personId }) => personId === ctx.actor.personId)
  return {
    ...judged,
    delegators,
    namedApprover: [ctx.actor, ...delegators].some(
      (person) =>
        isApproverOf(person, entitlement, { ...question, now: request.createdAt }) ||
        isApproverOf(person, entitlement, question) ||
        stages.some((stage) => isNamedByStage(person, stage)),
    ),
    told: decidedBefore || (request.kind === 'break-glass' && isToldOfGlass(ctx.actor, entitlement)),
  }
}

/** What the decision page shows and `decideRequest` enforces: one judgement for both. */
export async function judgeRequest(
  tx: Transaction,
  ctx: Pick<Context, 'clouds'>,
  request: RequestRow,
): Promise<JudgedRequest> {
  const now = await databaseNow(tx)
  const entitlement = await pinnedEntitlement(tx, request.entitlementId, request.entitlementVersionId)
  const requester = await requesterFactsOf(tx, request.personId)
  const { asked, current: terms } = termsOf(request)
  const envelope = envelopeOf(terms)
  const question = await questionOf(tx, request, terms, requester, now)
  const evaluation = evaluate(entitlement, question, ctx.clouds.aws)
  const stages = withEscalation(evaluation.stages, request, entitlement)
  const decisions = await judgeDecisions(tx, request, stages)
  const window = windowOf(question)
  const secretHeld = request.kind === 'extension' ? null : await secretConflict(tx, envelope, window.startsAt)
  return {
    request,
    status: requestStatusAt(request, now),
    now,
    entitlement,
    asked,
    terms,
    envelope,
    question,
    evaluation,
    stages,
    policyHash: policyHashOf(entitlement, evaluation),
    decisions,
    progress: progressOf(
      stages,
      decisions.flatMap(({ counted }) => counted ?? []),
    ),
    secretHeld,
    requester,
    obstacles: [
      ...evaluation.problems,
      ...policyProblems(evaluation, envelope),
      ...requesterProblems(request, requester, entitlement),
      ...extensionProblems(question, now),
      ...(secretHeld === null
        ? []
        : [{ field: 'deliveries', sentence: secretHeldSentence(secretHeld.name, secretHeld.until) }]),
    ],
  }
}

/** What a stored request asks, as its policy is evaluated now. */
export async function questionOf(
  tx: Transaction,
  request: RequestRow,
  terms: Terms,
  requester: RequesterFacts,
  now: Date,
): Promise<Question> {
  const { groups, managerHandle } = requester
  const handle = requester.handleIsUnique ? requester.handle : ''
  const signedInMinutesAgo = (request.createdAt.getTime() - request.authenticatedAt.getTime()) / 60_000
  return {
    kind: request.kind,
    scope: terms.scope,
    startsAt: terms.startsAt,
    durationMinutes: terms.durationMinutes,
    deliveries: envelopeOf(terms).deliveries,
    reason: request.reason,
    ticket: request.ticket,
    requester: { handle, groups, managerHandle, signedInMinutesAgo },
    extending: request.extendsGrantId === null ? null : await extendingOf(tx, request.extendsGrantId),
    askedAt: request.createdAt,
    now,
  }
}

/** What an approval of the policy as it is now is worth: its hash changes with all that an approver relies on. */
function policyHashOf(
  { pinned, current, withdrawn }: PinnedEntitlement,
  { stages, spoke, ticket, approverMinutes }: Evaluation,
): string {
  return canonicalHash({
    versions: [pinned.versionId, current.versionId],
    withdrawn,
    stages: stageHashesOf(stages),
    spoke: spoke.map(({ name }) => name),
    ticket,
    approverMinutes,
  })
}

/** Where nobody decided for so long, those may too whom the escalation of both versions names. */
export function withEscalation(
  stages: readonly JudgedStage[],
  { escalatedAt }: Pick<RequestRow, 'escalatedAt'>,
  { pinned, current }: PinnedEntitlement,
): readonly JudgedStage[] {
  const escalations = [pinned, current].map(({ definition }) => definition.approval.pending.escalate)
  if (escalatedAt === null || escalations.includes(undefined)) return stages
  const rules = escalations.flatMap((escalation) => escalation?.to ?? [])
  const fallback = pinned.versionId === current.versionId ? rules.slice(0, 1) : rules
  return stages.map((stage) => ({ ...stage, fallback }))
}

/** For whom somebody stands in when it comes to one requester's requests: never for the requester (invariant 5). */
async function delegatorsFor(
  tx: Transaction,
  actor: Actor,
  requester: { personId: string; email: string | null },
): Promise<Delegator[]> {
  const delegators = await delegatorsOf(tx, actor.personId)
  return delegators.filter((delegator) => !isSameHuman(delegator, requester))
}

/** Whether somebody has decided already, or had it decided for them, by whatever account: one human being counts once. */
export function hasDecided(
  decisions: readonly JudgedDecision[],
  person: { personId: string; email: string | null },
): boolean {
  return inForce(decisions).some(({ decision, counted }) => {
    // What counts for nothing any more, its own maker may give again.
    const isTheirs = [decision.personId, decision.onBehalfOfId].includes(person.personId)
    if (counted === null && isTheirs) return false
    return peopleOf(decision).some((one) => isSameHuman(one, person))
  })
}

/**
 * The stage at which somebody's decision would count: the open one. Where none is open any more without anybody having
 * decided (the policy asks for less than it did), whoever is named at a stage can confirm it there, or deny; null when
 * nothing is left to decide.
 */
export function stageToDecideAt(
  {
    progress,
    stages,
    delegators,
    decisions,
  }: Pick<JudgedFor, 'progress' | 'stages' | 'delegators' | 'decisions'>,
  actor: Actor,
): number | null {
  if (progress.openStage !== null || progress.outcome !== 'approved') return progress.openStage
  // Whoever has approved confirms where they did.
  const own = decisions.find(
    ({ decision, counted }) => counted !== null && decision.personId === actor.personId,
  )?.counted
  if (own) return own.stageIndex
  const index = stages.findIndex((stage) =>
    [actor, ...delegators].some((person) => isNamedByStage(person, stage)),
  )
  return index === -1 ? null : index
}

/**
 * Whether a request has everything it needs by what its approvers had on their screens, or needs nobody: then its requester
 * can open it. Where the policy asks for less than it did then, one of them confirms it first.
 */
export function mayBeOpened({ progress, stages, decisions, policyHash, evaluation }: JudgedRequest): boolean {
  if (progress.outcome !== 'approved') return false
  if (stages.length === 0) return evaluation.autoApproved
  return decisions.every(({ decision, counted }) => counted === null || decision.stagesHash === policyHash)
}

/** Who decides at a stage: the actor for themselves, in somebody's place, or not at all. */
export function decidesAs(
  { decisions, delegators }: Pick<JudgedFor, 'decisions' | 'delegators'>,
  actor: Actor,
  stage: JudgedStage,
): { onBehalfOf: Delegator | null } | undefined {
  if (isNamedByStage(actor, stage)) return { onBehalfOf: null }
  const onBehalfOf = delegators.find(
    (delegator) => isNamedByStage(delegator, stage) && !hasDecided(decisions, delegator),
  )
  return onBehalfOf === undefined ? undefined : { onBehalfOf }
}

/** The window that an approval now would open. */
function windowOf({ startsAt, now }: Question): { startsAt: Date } {
  return { startsAt: startsAt !== null && startsAt > now ? startsAt : now }
}

// A newer Daypass may compile the same scope more strictly: what was compiled before is then not approved any more.
function policyProblems({ policy }: Evaluation, envelope: Envelope): FieldProblem[] {
  if (canonicalText(policy) === canonicalText(envelope.policy)) return []
  return [
    { field: 'scope', sentence: 'Daypass writes the policy for this scope differently now. Ask again.' },
  ]
}

// The requester may not be signed in now: what their last sign-in said of them counts, ended or not.
function requesterProblems(
  request: RequestRow,
  requester: RequesterFacts,
  entitlement: PinnedEntitlement,
): FieldProblem[] {
  const field = 'entitlementId'
  if (requester.suspended) return [{ field, sentence: `${request.person.name} is suspended from Daypass.` }]
  if (isStillEligible(requester, entitlement)) return []
  return [{ field, sentence: `${request.person.name} may not ask for this entitlement any more.` }]
}

function extensionProblems({ kind, extending }: Question, now: Date): FieldProblem[] {
  return kind === 'extension' && (extending === null || extending.over || extending.endsAt <= now)
    ? [{ field: 'kind', sentence: 'The grant is over: there is nothing to extend. Ask for access again.' }]
    : []
}
