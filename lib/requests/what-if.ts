import { z } from 'zod'
import { currentVersion, isStillEligible } from '../catalog/index'
import type { PinnedEntitlement } from '../catalog/index'
import { policyInWords } from '../catalog/words'
import { databaseNow } from '../db/transaction'
import { authorize, holdersOf, requesterFactsOf } from '../identity/index'
import type { Context, RequesterFacts } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { verb } from '../kernel/verb'
import { scopeSchema } from '../scopes/schema'
import { previewInput, previewOf, scopeProblemOf, unreadable } from './preview-request'
import type { RequestPreview, WhatIf } from './schema'

/**
 * What a wish of somebody else would lead to, for administrators who write policies: by the same evaluation, with what is
 * known of that person by their last sign-in, as if they had just signed in. Changes nothing. Throws `ERR_NOT_FOUND`, and
 * `ERR_INPUT` where the handle means nobody or the entitlement is none.
 */
export const whatIf = verb(
  'what-if',
  previewInput.extend({ handle: z.string().min(1).max(200) }),
  (ctx: Context, input): Promise<WhatIf> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const [person, second] = await holdersOf(tx, input.handle)
      if (person === undefined || second !== undefined)
        throw unknown('handle', 'This handle means nobody: none has it, or two do.')
      const version = await currentVersion(tx, input.entitlementId)
      if (version === undefined) throw unknown('entitlementId', 'There is no entitlement with this id.')
      const policy = policyInWords(version.definition.approval)
      const scope = scopeSchema.safeParse(input.scope)
      if (!scope.success)
        return {
          ...unreadable(
            version,
            scope.error.issues.map((issue) => scopeProblemOf(issue)),
          ),
          policyInWords: policy,
        }
      const now = await databaseNow(tx)
      const facts = await requesterFactsOf(tx, person.id)
      const { handle, groups, managerHandle } = facts
      const { kind, startsAt, durationMinutes, deliveries, reason, ticket } = input
      const entitlement = { pinned: version, current: version, withdrawn: version.withdrawn }
      const preview = await previewOf(tx, ctx, facts, entitlement, {
        ...{ kind, startsAt, durationMinutes, deliveries, reason, ticket },
        scope: scope.data,
        requester: { handle, groups, managerHandle, signedInMinutesAgo: 0 },
        extending: null,
        askedAt: now,
        now,
      })
      return { ...withStanding(preview, facts, entitlement), policyInWords: policy }
    })
  },
)

/** What speaks against the person themselves, before anything of the wish. */
function withStanding(
  preview: RequestPreview,
  facts: RequesterFacts,
  entitlement: PinnedEntitlement,
): RequestPreview {
  const field = 'entitlementId'
  const problems = [
    ...(facts.suspended ? [{ field, sentence: 'This person is suspended.' }] : []),
    ...(isStillEligible(facts, entitlement)
      ? []
      : [{ field, sentence: 'This person may not ask for it: it does not exist for them.' }]),
  ]
  return {
    ...preview,
    problems: [...problems, ...preview.problems],
    checks: [...problems.map((problem) => ({ ...problem, met: false })), ...preview.checks],
  }
}

function unknown(field: string, sentence: string): DaypassError {
  return new DaypassError('ERR_INPUT', sentence, { fields: [{ field, sentence }] })
}
