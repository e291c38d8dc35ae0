import { durationInWords } from '../kernel/durations'
import type { FieldProblem } from '../kernel/errors'
import type { ApprovedPolicy, Cloud, PolicySize } from '../ports/cloud'
import { outsideOffer } from '../scopes/contains'
import type { S3Scope, Scope } from '../scopes/schema'
import { scopeInWords, scopeNotes } from '../scopes/words'
import { deliveriesOf } from '../scopes/deliveries'
import type { Delivery } from '../scopes/deliveries'
import { cloudAccountOf } from './envelope'
import type { Wish } from './envelope'
import type { EntitlementVersion, PinnedEntitlement, Stage } from './schema'
import { deliveryLabel } from './words'

/** The pure parts of a provider that evaluation needs. */
export type PolicyCompiler = Pick<Cloud, 'compileScope' | 'policySize' | 'sessionLimit'>

const SHORTEST_GRANT_MINUTES = 15

/** Everything that follows from a wish; `problems` is empty exactly when it may be requested, approved and issued. */
export type Evaluation = {
  problems: FieldProblem[]
  summary: string
  notes: readonly string[]
  policy: ApprovedPolicy
  size: PolicySize
  longestMinutes: number
  longestReasons: string[]
  roleMaxSessionMinutes: number
  sessionNote: string | null
  stages: readonly JudgedStage[]
}

/**
 * Judges a wish by the pinned and the current version of an entitlement: rights come from the pinned one, limits and
 * allowed scope from both, the stricter wins. Pure: the form, the approval page and the commands all call it.
 */
export function evaluate(entitlement: PinnedEntitlement, wish: Wish, compiler: PolicyCompiler): Evaluation {
  const { pinned } = entitlement
  const account = cloudAccountOf(pinned)
  const { canOutlive } = pinned.definition
  const compile = (scope: Scope) => compiler.compileScope(scope, account, { canOutlive })
  const policy = compile(wish.scope)
  const size = compiler.policySize(policy)
  const longest = longestDuration(entitlement)
  return {
    problems: [
      ...withdrawalProblems(entitlement),
      ...rightsProblems(entitlement),
      ...scopeProblems(entitlement, wish.scope),
      ...deliveryProblems(entitlement, wish.deliveries),
      ...durationProblems(wish.durationMinutes, longest),
      ...sizeProblems(wish.scope, size, (scope) => compiler.policySize(compile(scope)).characters),
    ],
    summary: `${scopeInWords(wish.scope)} for ${durationInWords(Math.max(0, wish.durationMinutes))}, from approval`,
    notes: scopeNotes(wish.scope, wish.deliveries),
    policy,
    size,
    longestMinutes: longest.minutes,
    longestReasons: longest.reasons,
    roleMaxSessionMinutes: longestOfRole(entitlement),
    sessionNote: sessionNote(entitlement, wish, compiler),
    stages: strictestStages(entitlement),
  }
}

function withdrawalProblems({ withdrawn, current }: PinnedEntitlement): FieldProblem[] {
  return withdrawn
    ? [
        {
          field: 'entitlementId',
          sentence: `This entitlement has been withdrawn. Ask its owner, ${current.definition.owner.group}, what replaces it.`,
        },
      ]
    : []
}

// Rights come from the pinned version. Where the current one takes some back, nobody gets them any more.
function rightsProblems({ pinned, current }: PinnedEntitlement): FieldProblem[] {
  const field = 'entitlementId'
  const reach = ({ definition }: EntitlementVersion) => {
    const { accountId, partition } = definition.account
    return [accountId, partition, definition.role].join(' ')
  }
  if (reach(pinned) !== reach(current))
    return [{ field, sentence: 'This entitlement leads to another role or account now. Ask again.' }]
  if (pinned.definition.canOutlive && !current.definition.canOutlive)
    return [{ field, sentence: 'Access by this entitlement may not outlive its grant any more. Ask again.' }]
  return []
}

function scopeProblems({ pinned, current }: PinnedEntitlement, scope: Scope): FieldProblem[] {
  const byPinned = outsideOffer(pinned.definition.scope, scope)
  return byPinned.length > 0 || pinned.versionId === current.versionId
    ? byPinned
    : outsideOffer(current.definition.scope, scope)
}

function deliveryProblems(
  { pinned, current }: PinnedEntitlement,
  wished: readonly Delivery[],
): FieldProblem[] {
  const field = 'deliveries'
  if (wished.length === 0) return [{ field, sentence: 'Choose at least one way to use the access.' }]
  const offers = [pinned, current].map(({ definition }) => definition.deliveries)
  const refused = wished.filter((one) => !offers.every((offer) => deliveriesOf(offer).includes(one)))
  if (refused.length > 0)
    return [{ field, sentence: `This entitlement does not offer: ${refused.map(deliveryLabel).join(', ')}.` }]
  const [before, now] = offers.map((offer) => offer.secret)
  if (wished.includes('secret') && (before?.name !== now?.name || before?.readerRole !== now?.readerRole))
    return [
      { field, sentence: 'This entitlement fills another secret, or for another reader, now. Ask again.' },
    ]
  return []
}

type Longest = { minutes: number; reasons: string[] }

function longestDuration({ pinned, current }: PinnedEntitlement): Longest {
  const minutes = Math.min(pinned.definition.maxDurationMinutes, current.definition.maxDurationMinutes)
  return {
    minutes,
    reasons: [`${current.definition.name} is granted for at most ${durationInWords(minutes)} at a time.`],
  }
}

function durationProblems(minutes: number, longest: Longest): FieldProblem[] {
  const field = 'durationMinutes'
  if (!Number.isInteger(minutes)) return [{ field, sentence: 'Give the duration in whole minutes.' }]
  if (minutes < SHORTEST_GRANT_MINUTES)
    return [
      {
        field,
        sentence: `AWS issues nothing shorter than ${durationInWords(SHORTEST_GRANT_MINUTES)}. You can end it earlier yourself.`,
      },
    ]
  if (minutes > longest.minutes)
    return [{ field, sentence: `At most ${durationInWords(longest.minutes)}: ${longest.reasons.join(' ')}` }]
  return []
}

function sizeProblems(
  scope: Scope,
  { characters, limit }: PolicySize,
  sizeOf: (scope: Scope) => number,
): FieldProblem[] {
  if (characters <= limit) return []
  const numbers = `The session policy would have ${String(characters)} of at most ${String(limit)} characters.`
  if (scope.kind === 'whole-role') return [{ field: 'scope', sentence: numbers }]
  const fits = longestFitting(scope, (shorter) => sizeOf(shorter) <= limit)
  const folder = scope.prefix.slice(0, scope.prefix.lastIndexOf('/', fits - 1) + 1)
  return [
    {
      field: 'scope.prefix',
      sentence: `${numbers} The longest prefix that fits here has ${String(fits)} characters: ${folder === '' ? 'choose a folder with a shorter name' : `choose ${folder} or a folder above it`}.`,
    },
  ]
}

/** How much of the prefix fits, in characters: measured, for what a character takes in the policy depends on which it is. */
function longestFitting(scope: S3Scope, fits: (scope: S3Scope) => boolean): number {
  let [fitting, tooLong] = [0, scope.prefix.length]
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2)
    if (fits({ ...scope, prefix: scope.prefix.slice(0, middle) })) fitting = middle
    else tooLong = middle
  }
  return fitting
}

function sessionNote(
  entitlement: PinnedEntitlement,
  { durationMinutes, deliveries }: Wish,
  compiler: PolicyCompiler,
): string | null {
  const { seconds, because } = compiler.sessionLimit(longestOfRole(entitlement) * 60)
  const longestSession = Math.floor(seconds / 60)
  if (durationMinutes <= longestSession) return null
  const why =
    because === 'chaining' ? 'AWS caps role chaining at an hour' : 'the role allows no longer sessions'
  const secret = deliveries.includes('secret')
    ? ' The secret’s credentials last as long, until you have it filled again.'
    : ''
  return `One session lasts up to ${durationInWords(longestSession)} (${why}); until the grant ends you can start another.${secret}`
}

function longestOfRole({ pinned, current }: PinnedEntitlement): number {
  return Math.min(pinned.definition.roleMaxSessionMinutes, current.definition.roleMaxSessionMinutes)
}

/** A stage as it is judged: whoever decides at it is named by every one of `rules`. */
export type JudgedStage = { name: string; required: number; rules: readonly Stage['approvers'][] }

/**
 * The stages that have to be met, by the pinned and the current policy at once: the higher number, and only people whom
 * both name. So a policy that was tightened meanwhile holds, and one that was loosened does not help.
 */
export function strictestStages({ pinned, current }: PinnedEntitlement): JudgedStage[] {
  const versions = pinned.versionId === current.versionId ? [pinned] : [pinned, current]
  const lists = versions.map((version) => version.definition.approval.stages)
  const count = Math.max(...lists.map((stages) => stages.length))
  return Array.from({ length: count }, (_, index) => {
    const stages = lists.flatMap((list) => list[index] ?? [])
    return {
      name: stages.at(-1)?.name ?? '',
      required: Math.max(...stages.map((stage) => stage.required)),
      rules: uniqueRules(stages.map((stage) => stage.approvers)),
    }
  })
}

function uniqueRules(rules: readonly Stage['approvers'][]): Stage['approvers'][] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()]
}
