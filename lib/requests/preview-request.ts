import { z } from 'zod'
import { entitlementId, evaluate, visibleEntitlement } from '../catalog/index'
import type { EntitlementVersion } from '../catalog/index'
import { durationInWords } from '../kernel/durations'
import type { FieldProblem } from '../kernel/errors'
import type { Context } from '../identity/index'
import { verb } from '../kernel/verb'
import { scopeSchema } from '../scopes/schema'
import { progressOf } from './evaluate'
import type { RequestPreview } from './schema'
import { policyForReading } from './policy-text'
import { stageViews } from './stages'

/** The scope is judged inside: while it is being typed, what is wrong with it is an answer, not a failure. */
const previewInput = z.strictObject({ entitlementId, scope: z.unknown(), durationMinutes: z.number() })

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
      const wish = { scope: scope.data, durationMinutes: input.durationMinutes }
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

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  return { field: ['scope', ...issue.path].join('.'), sentence: issue.message }
}

function unreadable({ definition }: EntitlementVersion, problems: readonly FieldProblem[]): RequestPreview {
  return {
    problems,
    summary: '',
    notes: [],
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
