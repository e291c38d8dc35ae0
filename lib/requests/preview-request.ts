import { z } from 'zod'
import { entitlementId, evaluate, sealEnvelope, visibleEntitlement } from '../catalog/index'
import type { EntitlementVersion, Evaluation, Wish } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { secretConflict } from '../grants/index'
import { durationInWords } from '../kernel/durations'
import type { FieldProblem } from '../kernel/errors'
import type { Context } from '../identity/index'
import { verb } from '../kernel/verb'
import { deliveries } from '../scopes/deliveries'
import { scopeSchema } from '../scopes/schema'
import { progressOf } from './evaluate'
import type { RequestPreview } from './schema'
import { policyForReading } from './policy-text'
import { secretHeldView } from './secret-held'
import { stageViews } from './stages'

/** The scope is judged inside: while it is being typed, what is wrong with it is an answer, not a failure. */
const previewInput = z.strictObject({
  entitlementId,
  scope: z.unknown(),
  durationMinutes: z.number(),
  deliveries: z.array(z.enum(deliveries)).max(deliveries.length).default(['console']),
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
          scope.error.issues.map((issue) => problemOf(issue)),
        )
      const wish = { ...input, scope: scope.data }
      const evaluation = evaluate(
        { pinned: version, current: version, withdrawn: false },
        wish,
        ctx.clouds.aws,
      )
      const { personId, email } = ctx.actor
      return {
        problems: evaluation.problems,
        summary: evaluation.summary,
        notes: evaluation.notes,
        secretHeld: await secretHeld(tx, version, wish, evaluation),
        policyText: policyForReading(ctx.clouds.aws, evaluation.policy),
        size: evaluation.size,
        longestMinutes: evaluation.longestMinutes,
        longestReasons: evaluation.longestReasons,
        sessionNote: evaluation.sessionNote,
        stages: await stageViews(
          tx,
          evaluation.stages,
          progressOf(evaluation.stages, []),
          { personId, email },
          [],
        ),
        canOutlive: version.definition.canOutlive,
      }
    }),
)

/** Said now, enforced when the grant opens: by then the other grant may have ended. */
async function secretHeld(
  tx: Transaction,
  version: EntitlementVersion,
  wish: Wish,
  { policy, problems }: Evaluation,
): Promise<RequestPreview['secretHeld']> {
  if (problems.length > 0) return null
  const { envelope } = sealEnvelope(version, wish, policy)
  return secretHeldView(await secretConflict(tx, envelope, await databaseNow(tx)))
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  return { field: ['scope', ...issue.path].join('.'), sentence: issue.message }
}

function unreadable({ definition }: EntitlementVersion, problems: readonly FieldProblem[]): RequestPreview {
  return {
    problems,
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
