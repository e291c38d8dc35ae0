import {
  envelopeSchema,
  evaluate,
  isNamedByStages,
  isStillEligible,
  pinnedEntitlement,
} from '../catalog/index'
import type { Envelope, Evaluation, JudgedStage, PinnedEntitlement } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { secretConflict, secretHeldSentence } from '../grants/index'
import { isSameHuman, standingOf } from '../identity/index'
import type { Actor, Context } from '../identity/index'
import { canonicalHash, canonicalText } from '../kernel/canonical'
import type { FieldProblem } from '../kernel/errors'
import { progressOf } from './evaluate'
import type { Progress } from './evaluate'
import type { RequestRow } from './store'

/** A request as it stands now: judged by its pinned and the current version of the entitlement. */
export type JudgedRequest = {
  request: RequestRow
  entitlement: PinnedEntitlement
  envelope: Envelope
  evaluation: Evaluation
  stages: readonly JudgedStage[]
  /** What the stages are now, as decisions keep it. */
  stagesHash: string
  progress: Progress
  /** The grant that stands in the way of filling the secret now. */
  secretHeld: { name: string; until: Date } | null
  /** Whether the policy names the actor at any stage. */
  namedApprover: boolean
  /** Why an approval would be refused now. */
  obstacles: readonly FieldProblem[]
}

/** What the decision page shows and `decideRequest` enforces: one judgement for both. */
export async function judgeRequest(
  tx: Transaction,
  ctx: Context,
  request: RequestRow,
): Promise<JudgedRequest> {
  const entitlement = await pinnedEntitlement(tx, request.entitlementId, request.entitlementVersionId)
  const envelope = envelopeSchema.parse(JSON.parse(request.envelope))
  const evaluation = evaluate(entitlement, envelope, ctx.clouds.aws)
  const secretHeld = await secretConflict(tx, envelope, await databaseNow(tx))
  const { stages } = evaluation
  const stagesHash = canonicalHash(stages)
  return {
    request,
    entitlement,
    envelope,
    evaluation,
    stages,
    stagesHash,
    progress: progressOf(stages, request.decisions),
    secretHeld,
    namedApprover: isNamedByStages(ctx.actor, stages),
    obstacles: [
      ...evaluation.problems,
      ...policyProblems(evaluation, envelope),
      ...approvalProblems(request, stagesHash),
      ...(await eligibilityProblems(tx, request, entitlement)),
      ...(secretHeld === null
        ? []
        : [{ field: 'deliveries', sentence: secretHeldSentence(secretHeld.name, secretHeld.until) }]),
    ],
  }
}

/** Whether somebody has decided already, by whatever account: one human being counts once, over all stages. */
export function hasDecided(request: RequestRow, actor: Actor): boolean {
  return request.decisions.some(({ personId, person }) =>
    isSameHuman({ personId, email: person.email }, actor),
  )
}

// A newer Daypass may compile the same scope more strictly: what was compiled before is then not approved any more.
function policyProblems({ policy }: Evaluation, envelope: Envelope): FieldProblem[] {
  if (canonicalText(policy) === canonicalText(envelope.policy)) return []
  return [
    { field: 'scope', sentence: 'Daypass writes the policy for this scope differently now. Ask again.' },
  ]
}

// Who approved did so under the stages of then; under others that approval may be worth nothing.
function approvalProblems({ decisions }: RequestRow, stagesHash: string): FieldProblem[] {
  if (decisions.every((decision) => decision.stagesHash === stagesHash)) return []
  return [
    {
      field: 'entitlementId',
      sentence: 'The approval policy has changed since the first approval. Ask again.',
    },
  ]
}

// The requester may not be signed in now. What is known about their groups counts; where nothing is, minting asks again.
async function eligibilityProblems(
  tx: Transaction,
  request: RequestRow,
  entitlement: PinnedEntitlement,
): Promise<FieldProblem[]> {
  const requester = await standingOf(tx, request.personId)
  if (requester === undefined || isStillEligible(requester, entitlement)) return []
  return [
    { field: 'entitlementId', sentence: `${request.person.name} may not ask for this entitlement any more.` },
  ]
}
