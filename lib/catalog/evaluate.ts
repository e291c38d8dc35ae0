import { addMinutes, durationInWords } from '../kernel/durations'
import type { FieldProblem } from '../kernel/errors'
import type { ApprovedPolicy, Cloud, PolicySize } from '../ports/cloud'
import { outsideOffer } from '../scopes/contains'
import type { S3Scope, Scope } from '../scopes/schema'
import { scopeInWords, scopeNotes } from '../scopes/words'
import { deliveriesOf } from '../scopes/deliveries'
import type { Delivery } from '../scopes/deliveries'
import { cloudAccountOf } from './envelope'
import type { RequestKind } from './conditions/facts'
import type { Wish } from './envelope'
import { judgePolicies } from './judge-policy'
import type { PolicyJudgement, Question } from './judge-policy'
import type { EntitlementVersion, PinnedEntitlement } from './schema'
import { deliveryLabel } from './words'

export type { Question, RequestKind }

/** The pure parts of a provider that evaluation needs. */
export type PolicyCompiler = Pick<Cloud, 'compileScope' | 'policySize' | 'sessionLimit'>

const SHORTEST_GRANT_MINUTES = 15
const FURTHEST_START_MINUTES = 30 * 24 * 60
/** The form may have stood open for a moment. */
const START_MAY_HAVE_PASSED_MS = 60_000

/** One thing that has to hold, and whether it does. `field` is the form's field that it belongs to. */
export type Check = FieldProblem & { met: boolean }

/** What an entitlement offers of a wish; `problems` is empty exactly when it may still be issued. */
export type OfferEvaluation = {
  problems: FieldProblem[]
  checks: readonly Check[]
  summary: string
  notes: readonly string[]
  policy: ApprovedPolicy
  size: PolicySize
  longestMinutes: number
  longestReasons: string[]
  roleMaxSessionMinutes: number
  sessionNote: string | null
}

/** Everything that follows from a question; `problems` is empty exactly when it may be asked, approved and issued. */
export type Evaluation = OfferEvaluation & Omit<PolicyJudgement, 'refusals' | 'longest'>

type Longest = { minutes: number; reasons: string[] }

/**
 * Judges a question by the pinned and the current version of an entitlement: rights come from the pinned one, limits,
 * allowed scope and approval from both, the stricter wins. Pure: the form, the approval page, the commands and "what if"
 * all call it.
 */
export function evaluate(
  entitlement: PinnedEntitlement,
  question: Question,
  compiler: PolicyCompiler,
): Evaluation {
  const { refusals, longest, ...judgement } = judgePolicies(entitlement, question)
  const offer = judgeOffer(entitlement, question, compiler, longestOf(entitlement, question, longest))
  const { current } = entitlement
  const checks = [
    ...offer.checks,
    ...met('startsAt', startWords(question), startProblems(question)),
    ...met('kind', null, kindProblems(entitlement, question)),
    ...met('ticket', judgement.ticket ? 'A ticket is named.' : null, ticketProblems(judgement, question)),
    ...met('freshSignIn', freshWords(judgement), freshProblems(judgement, question)),
    ...met('entitlementId', null, [
      ...refusals.map((sentence) => ({ field: 'entitlementId', sentence })),
      ...judgement.failures.map((failure) => ({
        field: 'entitlementId',
        sentence: `The approval policy has a mistake, so everything is refused until it is mended; an administrator is told. ${failure}`,
      })),
      ...(question.kind === 'break-glass' || judgement.autoApproved || judgement.stages.length > 0
        ? []
        : [
            {
              field: 'entitlementId',
              sentence: `The approval policy names nobody who could approve this. Tell the owner, ${current.definition.owner.group}.`,
            },
          ]),
    ]),
  ]
  return {
    ...offer,
    ...judgement,
    stages: question.kind === 'break-glass' ? [] : judgement.stages,
    checks,
    problems: unmet(checks),
  }
}

/** Whether a request is approved without anybody deciding: by a rule, or by breaking the glass. */
export function opensAtOnce(evaluation: Pick<Evaluation, 'autoApproved'>, kind: RequestKind): boolean {
  return kind === 'break-glass' || evaluation.autoApproved
}

/** Judges what is offered alone, for what was approved already: issuing asks again. Pure. */
export function evaluateOffer(
  entitlement: PinnedEntitlement,
  wish: Wish,
  compiler: PolicyCompiler,
): OfferEvaluation {
  return judgeOffer(entitlement, wish, compiler, longestDuration(entitlement))
}

function judgeOffer(
  entitlement: PinnedEntitlement,
  wish: Wish & { kind?: RequestKind; now?: Date },
  compiler: PolicyCompiler,
  longest: Longest,
): OfferEvaluation {
  const { pinned } = entitlement
  const account = cloudAccountOf(pinned)
  const { canOutlive } = pinned.definition
  const compile = (scope: Scope) => compiler.compileScope(scope, account, { canOutlive })
  const policy = compile(wish.scope)
  const size = compiler.policySize(policy)
  const words = durationInWords(Math.max(0, wish.durationMinutes))
  const checks = [
    ...met('entitlementId', 'The entitlement is on offer.', [
      ...withdrawalProblems(entitlement),
      ...rightsProblems(entitlement),
    ]),
    ...met('scope', 'The scope is within what is offered.', scopeProblems(entitlement, wish.scope)),
    ...met('deliveries', 'The ways to use it are offered.', deliveryProblems(entitlement, wish.deliveries)),
    ...met(
      'durationMinutes',
      `${words} of at most ${durationInWords(longest.minutes)}.`,
      durationProblems(wish.durationMinutes, longest),
    ),
    ...met(
      'scope',
      `The session policy has ${String(size.characters)} of at most ${String(size.limit)} characters.`,
      sizeProblems(wish.scope, size, (scope) => compiler.policySize(compile(scope)).characters),
    ),
  ]
  return {
    problems: unmet(checks),
    checks,
    summary: summaryOf(wish, words),
    notes: scopeNotes(wish.scope, wish.deliveries),
    policy,
    size,
    longestMinutes: longest.minutes,
    longestReasons: longest.reasons,
    roleMaxSessionMinutes: longestOfRole(entitlement),
    sessionNote: sessionNote(entitlement, wish, compiler),
  }
}

/** What holds said once, or each thing that does not. */
function met(field: string, whenMet: string | null, problems: readonly FieldProblem[]): Check[] {
  if (problems.length > 0) return problems.map((problem) => ({ ...problem, met: false }))
  return whenMet === null ? [] : [{ field, sentence: whenMet, met: true }]
}

function unmet(checks: readonly Check[]): FieldProblem[] {
  return checks.filter((check) => !check.met).map(({ field, sentence }) => ({ field, sentence }))
}

function summaryOf(
  { scope, startsAt, kind, now }: Wish & { kind?: RequestKind; now?: Date },
  duration: string,
): string {
  if (kind === 'extension') return `${scopeInWords(scope)} for ${duration} longer`
  if (kind === 'break-glass') return `${scopeInWords(scope)} for ${duration}, at once`
  if (startsAt === null) return `${scopeInWords(scope)} for ${duration}, from approval`
  const start = `${startsAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return now !== undefined && startsAt < now
    ? `${scopeInWords(scope)} for ${duration}, from approval (the start that was asked for, ${start}, has passed)`
    : `${scopeInWords(scope)} for ${duration}, from ${start}`
}

function startWords({ startsAt }: Question): string | null {
  return startsAt === null ? null : 'The start is at most 30 days ahead.'
}

function startProblems({ startsAt, kind, askedAt, now, durationMinutes }: Question): FieldProblem[] {
  const field = 'startsAt'
  if (startsAt === null) return []
  if (kind !== 'ordinary') return [{ field, sentence: 'Only an ordinary request can be scheduled.' }]
  if (startsAt.getTime() < askedAt.getTime() - START_MAY_HAVE_PASSED_MS)
    return [{ field, sentence: 'This start has passed. Choose a later one, or start at approval.' }]
  if (startsAt > addMinutes(askedAt, FURTHEST_START_MINUTES))
    return [{ field, sentence: 'A start is at most 30 days ahead.' }]
  if (Number.isFinite(durationMinutes) && addMinutes(startsAt, durationMinutes) <= now)
    return [{ field, sentence: 'The whole window that was asked for has passed. Ask again.' }]
  return []
}

// What both versions offer besides ordinary requests.
function kindProblems({ pinned, current }: PinnedEntitlement, { kind, extending }: Question): FieldProblem[] {
  const policies = [pinned, current].map(({ definition }) => definition.approval)
  const field = 'kind'
  if (kind === 'break-glass' && policies.some((policy) => policy.breakGlass === undefined))
    return [
      { field, sentence: 'Break-glass is not offered for this entitlement. Request it the ordinary way.' },
    ]
  if (extending?.brokeGlass === true)
    return [{ field, sentence: 'Break-glass access is not made longer. Request access the ordinary way.' }]
  if (
    kind === 'extension' &&
    (extending === null || policies.some(({ extension }) => extension === undefined))
  )
    return [
      { field, sentence: 'Grants of this entitlement cannot be extended. Request access again instead.' },
    ]
  return []
}

function ticketProblems({ ticket }: Pick<PolicyJudgement, 'ticket'>, question: Question): FieldProblem[] {
  return ticket && (question.ticket ?? '') === ''
    ? [{ field: 'ticket', sentence: 'The approval policy asks for a ticket here. Name it.' }]
    : []
}

type Freshness = Pick<PolicyJudgement, 'requesterMinutes'>

function freshWords({ requesterMinutes }: Freshness): string | null {
  return requesterMinutes === null
    ? null
    : `The requester had signed in within ${durationInWords(requesterMinutes)}.`
}

function freshProblems({ requesterMinutes }: Freshness, { requester }: Question): FieldProblem[] {
  if (requesterMinutes === null || requester.signedInMinutesAgo <= requesterMinutes) return []
  return [
    {
      field: 'freshSignIn',
      sentence: `The approval policy asks you to have signed in within ${durationInWords(requesterMinutes)}. Sign in again, then send it.`,
    },
  ]
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

function longestDuration({ pinned, current }: PinnedEntitlement): Longest {
  const minutes = Math.min(pinned.definition.maxDurationMinutes, current.definition.maxDurationMinutes)
  return {
    minutes,
    reasons: [`${current.definition.name} is granted for at most ${durationInWords(minutes)} at a time.`],
  }
}

/** The shortest of all limits, with each that is shorter than what the entitlement allows by itself. */
function longestOf(
  entitlement: PinnedEntitlement,
  { kind, extending }: Question,
  byRule: PolicyJudgement['longest'],
): Longest {
  const plain = longestDuration(entitlement)
  const policies = [entitlement.pinned, entitlement.current].map(({ definition }) => definition.approval)
  const limits = [{ minutes: plain.minutes, reason: plain.reasons.join(' ') }]
  if (byRule !== null)
    limits.push({
      minutes: byRule.minutes,
      reason: `The rule “${byRule.rule}” allows at most ${durationInWords(byRule.minutes)}.`,
    })
  for (const { breakGlass, extension } of policies) {
    if (kind === 'break-glass' && breakGlass !== undefined)
      limits.push({
        minutes: breakGlass.longestMinutes,
        reason: `Break-glass access lasts at most ${durationInWords(breakGlass.longestMinutes)}.`,
      })
    if (extending !== null && extension !== undefined)
      limits.push({
        minutes: Math.max(0, extension.totalMinutes - Math.ceil(extending.minutesSoFar)),
        reason: `With all extensions a grant lasts at most ${durationInWords(extension.totalMinutes)}.`,
      })
  }
  const minutes = Math.min(...limits.map((limit) => limit.minutes))
  return {
    minutes,
    reasons: [...new Set(limits.filter((one) => one.minutes === minutes).map((one) => one.reason))],
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
