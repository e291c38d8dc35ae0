import { z } from 'zod'
import { entitlementId, evaluate, sealEnvelope, visibleEntitlement } from '../catalog/index'
import type { EntitlementVersion, Evaluation, PinnedEntitlement, Question } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { secretConflict } from '../grants/index'
import { durationInWords } from '../kernel/durations'
import type { FieldProblem } from '../kernel/errors'
import type { Context } from '../identity/index'
import { anyId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { deliveries } from '../scopes/deliveries'
import { scopeSchema } from '../scopes/schema'
import { instantText, requesterOf } from './ask'
import { progressOf } from './evaluate'
import { extensionQuestion, ownRunningGrant } from './request-extension'
import type { RequestPreview } from './schema'
import { policyForReading } from './policy-text'
import { secretHeldView } from './secret-held'
import { stageViews } from './stages'
import { approversProblem } from './who-could-decide'

const typing = {
  durationMinutes: z.number(),
  reason: typedText(1000).default(''),
  ticket: typedText(200).nullable().default(null),
}

/** The scope is judged inside: while it is being typed, what is wrong with it is an answer, not a failure. */
export const previewInput = z.strictObject({
  kind: z.enum(['ordinary', 'break-glass']).default('ordinary'),
  entitlementId,
  scope: z.unknown(),
  startsAt: instantText.nullable().default(null),
  deliveries: z.array(z.enum(deliveries)).max(deliveries.length).default(['console']),
  ...typing,
})

/** What a wish would lead to, by the evaluation that `submitRequest` enforces. Changes nothing. Throws `ERR_NOT_FOUND`. */
export const previewRequest = verb(
  'preview-request',
  previewInput,
  (ctx: Context, input): Promise<RequestPreview> =>
    ctx.inTransaction(async (tx) => {
      const version = await visibleEntitlement(tx, ctx, input.entitlementId)
      const scope = scopeSchema.safeParse(input.scope)
      if (!scope.success)
        return unreadable(
          version,
          scope.error.issues.map((issue) => scopeProblemOf(issue)),
        )
      const now = await databaseNow(tx)
      const { kind, startsAt, durationMinutes, deliveries, reason, ticket } = input
      return previewOf(
        tx,
        ctx,
        ctx.actor,
        { pinned: version, current: version, withdrawn: false },
        {
          ...{ kind, startsAt, durationMinutes, deliveries, reason, ticket },
          scope: scope.data,
          requester: requesterOf(ctx.actor, now),
          extending: null,
          askedAt: now,
          now,
        },
      )
    }),
)

/**
 * What an extension would lead to, by the evaluation that `requestExtension` enforces. Changes nothing. Throws
 * `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_GRANT_NOT_LIVE`.
 */
export const previewExtension = verb(
  'preview-extension',
  z.strictObject({ grantId: anyId, ...typing }),
  (ctx: Context, input): Promise<RequestPreview> =>
    ctx.inTransaction(async (tx) => {
      const { grant, entitlement } = await ownRunningGrant(tx, ctx, input.grantId)
      return previewOf(tx, ctx, ctx.actor, entitlement, await extensionQuestion(tx, ctx, grant, input))
    }),
)

/** The evaluation of a question, with who could decide, as a page shows it to or about whoever asks. */
export async function previewOf(
  tx: Transaction,
  ctx: Context,
  { personId, email }: { personId: string; email: string | null },
  entitlement: PinnedEntitlement,
  question: Question,
): Promise<RequestPreview> {
  const evaluation = evaluate(entitlement, question, ctx.clouds.aws)
  const requester = { personId, email }
  const { stages } = evaluation
  return {
    problems: [...evaluation.problems, ...(await approversProblem(tx, evaluation, requester))],
    checks: evaluation.checks,
    spoke: evaluation.spoke,
    atOnce: question.kind === 'break-glass' ? 'break-glass' : evaluation.autoApproved ? 'rule' : null,
    ticketNeeded: evaluation.ticket,
    freshSignInMinutes: evaluation.requesterMinutes,
    summary: evaluation.summary,
    notes: evaluation.notes,
    secretHeld: await secretHeld(tx, entitlement.pinned, question, evaluation),
    policyText: policyForReading(ctx.clouds.aws, evaluation.policy),
    size: evaluation.size,
    longestMinutes: evaluation.longestMinutes,
    longestReasons: evaluation.longestReasons,
    sessionNote: evaluation.sessionNote,
    stages: await stageViews(tx, stages, progressOf(stages, []), requester, []),
    canOutlive: entitlement.pinned.definition.canOutlive,
  }
}

/** Said now, enforced when the grant opens: by then the other grant may have ended. */
async function secretHeld(
  tx: Transaction,
  version: EntitlementVersion,
  question: Question,
  { policy, problems }: Evaluation,
): Promise<RequestPreview['secretHeld']> {
  if (problems.length > 0 || question.kind === 'extension') return null
  const { envelope } = sealEnvelope(version, question, policy)
  return secretHeldView(await secretConflict(tx, envelope, question.startsAt ?? question.now))
}

export function scopeProblemOf(issue: z.core.$ZodIssue): FieldProblem {
  return { field: ['scope', ...issue.path].join('.'), sentence: issue.message }
}

/** The preview while the scope cannot be read. */
export function unreadable(
  { definition }: EntitlementVersion,
  problems: readonly FieldProblem[],
): RequestPreview {
  return {
    problems,
    checks: problems.map((problem) => ({ ...problem, met: false })),
    spoke: [],
    atOnce: null,
    ticketNeeded: false,
    freshSignInMinutes: null,
    summary: '',
    notes: [],
    secretHeld: null,
    policyText: '',
    size: null,
    longestMinutes: definition.maxDurationMinutes,
    longestReasons: [
      `${definition.name} is granted for at most ${durationInWords(definition.maxDurationMinutes)} at a time.`,
    ],
    sessionNote: null,
    stages: [],
    canOutlive: definition.canOutlive,
  }
}
