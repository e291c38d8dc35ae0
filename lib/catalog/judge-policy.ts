import type { PeopleRule } from '../identity/schema'
import type { Scope } from '../scopes/schema'
import { holds, prepareFacts } from './conditions/index'
import type { PolicyFacts } from './conditions/index'
import type { Approvers, PolicyRule, Stage } from './policy-schema'
import type { EntitlementDefinition, EntitlementVersion, PinnedEntitlement } from './schema'
import type { RequestKind } from './conditions/facts'
import type { Wish } from './envelope'
import { effectsInWords } from './words'

/** A wish with everything that the approval policy can ask about. Pure data; the caller reads it. */
export type Question = Wish & {
  kind: RequestKind
  reason: string
  ticket: string | null
  requester: {
    /** '' where two people have one handle: then text that names it means neither. */
    handle: string
    groups: readonly string[]
    managerHandle: string | null
    /** How long before asking they had last proved to the identity provider who they are. */
    signedInMinutesAgo: number
  }
  /** For an extension: the running grant. `minutesSoFar` is its whole window. */
  extending: {
    grantId: string
    endsAt: Date
    over: boolean
    /** Whether the grant was had by breaking the glass. */
    brokeGlass: boolean
    /** Whether an approver had granted less than was asked for. */
    narrowed: boolean
    minutesSoFar: number
    extensionsBefore: number
  } | null
  askedAt: Date
  now: Date
}

/**
 * A stage as it is judged: whoever decides at it is named by every one of `rules`, or of `fallback`, where a request has
 * waited so long that others may decide too.
 */
export type JudgedStage = {
  name: string
  required: number
  rules: readonly PeopleRule[]
  fallback?: readonly PeopleRule[] | undefined
}

/** A rule whose condition held, and what it did, in words. */
export type SpokenRule = { name: string; effects: readonly string[] }

/** What a policy says of one request. Pure data. */
export type PolicyJudgement = {
  stages: readonly JudgedStage[]
  /** Approved at once: a rule says so and none that speaks adds a stage. */
  autoApproved: boolean
  spoke: readonly SpokenRule[]
  /** Sentences of the rules that refuse. */
  refusals: readonly string[]
  /** Conditions that could not be evaluated: such a request is refused, and an administrator told (invariant 10). */
  failures: readonly string[]
  ticket: boolean
  /** The shortest that any rule asks for; null where none does. In minutes. */
  longest: { minutes: number; rule: string } | null
  requesterMinutes: number | null
  approverMinutes: number | null
}

/**
 * What the pinned and the current policy say together, the stricter of both: stages of the same place have to be met by
 * both, limits take the minimum, one refusal refuses, and it takes both to approve at once. Pure.
 */
export function judgePolicies({ pinned, current }: PinnedEntitlement, question: Question): PolicyJudgement {
  const versions = pinned.versionId === current.versionId ? [pinned] : [pinned, current]
  const judged = versions.map((version) => judgePolicy(version, question))
  const [first] = judged
  if (judged.length === 1 && first !== undefined) return first
  return {
    stages: strictestStages(judged.map(({ stages }) => stages)),
    autoApproved: judged.every(({ autoApproved }) => autoApproved),
    spoke: unique(judged.flatMap(({ spoke }) => spoke)),
    refusals: unique(judged.flatMap(({ refusals }) => refusals)),
    failures: unique(judged.flatMap(({ failures }) => failures)),
    ticket: judged.some(({ ticket }) => ticket),
    longest: least(judged.flatMap(({ longest }) => longest ?? [])),
    requesterMinutes: lowest(judged.map(({ requesterMinutes }) => requesterMinutes)),
    approverMinutes: lowest(judged.map(({ approverMinutes }) => approverMinutes)),
  }
}

/** What one version's policy says. All matching rules apply. */
function judgePolicy({ definition }: EntitlementVersion, question: Question): PolicyJudgement {
  const { approval } = definition
  const facts = prepareFacts(factsOf(definition, question))
  const answers = approval.rules.map((rule) => ({
    rule,
    answer: isUnreadable(rule, question) ? { failed: HANDLE_OF_TWO } : holds(rule.when, facts),
  }))
  const spoke = answers.flatMap(({ rule, answer }) => ('holds' in answer && answer.holds ? [rule] : []))
  const added = spoke.flatMap((rule) => rule.stages ?? [])
  // What an approver made smaller is not given back by a rule.
  const autoApproved =
    added.length === 0 &&
    question.extending?.narrowed !== true &&
    spoke.some((rule) => rule.autoApprove === true)
  return {
    stages: autoApproved
      ? []
      : [...approval.stages, ...added].map((stage) => judgedStage(definition, question, stage)),
    autoApproved,
    spoke: spoke.map((rule) => ({ name: rule.name, effects: effectsInWords(rule) })),
    refusals: spoke.flatMap((rule) => rule.refuse ?? []),
    failures: answers.flatMap(({ rule, answer }) =>
      'failed' in answer ? [`The rule “${rule.name}” could not be evaluated: ${answer.failed}`] : [],
    ),
    ticket: spoke.some((rule) => rule.ticket === true),
    longest: least(
      spoke.flatMap((rule) =>
        rule.longestMinutes === undefined ? [] : [{ minutes: rule.longestMinutes, rule: rule.name }],
      ),
    ),
    requesterMinutes: lowest(spoke.map((rule) => rule.freshSignIn?.requesterMinutes ?? null)),
    approverMinutes: lowest(spoke.map((rule) => rule.freshSignIn?.approverMinutes ?? null)),
  }
}

const HANDLE_OF_TWO = 'two people have this handle, so that it means neither.'

// Not '': a condition may ask for what somebody is not.
function isUnreadable({ when }: PolicyRule, { requester }: Question): boolean {
  return requester.handle === '' && /\bhandle\b/.test(when)
}

/** Whom one version names as approvers of a question: at its stages, and at those of rules that speak. */
export function approverRulesOf({ definition }: EntitlementVersion, question: Question): PeopleRule[] {
  const { stages, rules } = definition.approval
  const facts = prepareFacts(factsOf(definition, question))
  const speaks = ({ when }: PolicyRule) => {
    const answer = holds(when, facts)
    return 'holds' in answer && answer.holds
  }
  return [...stages, ...rules.filter(speaks).flatMap((rule) => rule.stages ?? [])].map(({ approvers }) =>
    namedRule(definition, question, approvers),
  )
}

function judgedStage(definition: EntitlementDefinition, question: Question, stage: Stage): JudgedStage {
  return {
    name: stage.name,
    required: stage.required,
    rules: [namedRule(definition, question, stage.approvers)],
  }
}

/** Owner and manager as the groups and handles that they are for this request. */
function namedRule(
  { owner }: EntitlementDefinition,
  { requester }: Question,
  { groups, people, ...besides }: Approvers,
): PeopleRule {
  const manager =
    besides.manager === true && requester.managerHandle !== null ? [requester.managerHandle] : []
  return {
    groups: unique([...groups, ...(besides.owner === true ? [owner.group] : [])]),
    people: unique([...people, ...manager]),
  }
}

function factsOf(definition: EntitlementDefinition, question: Question): PolicyFacts {
  const { id, name, role, owner, account, canOutlive } = definition
  const { requester } = question
  return {
    request: {
      kind: question.kind,
      reason: question.reason,
      ticket: question.ticket ?? '',
      deliveries: question.deliveries,
      extensionsBefore: question.extending?.extensionsBefore ?? 0,
    },
    requester: {
      handle: requester.handle,
      groups: requester.groups,
      manager: requester.managerHandle ?? '',
    },
    entitlement: { id, name, role, owner: owner.group, canOutlive },
    account: {
      id: account.id,
      name: account.name,
      accountId: account.accountId,
      region: account.region,
      tags: account.tags,
    },
    scope: scopeFacts(question.scope),
    duration: {
      minutes: question.durationMinutes,
      totalMinutes: question.durationMinutes + Math.ceil(question.extending?.minutesSoFar ?? 0),
    },
    start: {
      at: startOf(question),
      // What was asked for now, or before, starts with its approval whatever it says.
      scheduled: question.startsAt !== null && question.startsAt > question.now,
      zone: definition.approval.zone,
    },
  }
}

function scopeFacts(scope: Scope): PolicyFacts['scope'] {
  if (scope.kind === 'whole-role')
    return { kind: 'whole-role', bucket: '', prefix: '', level: '', delete: false }
  const { kind, bucket, prefix, level } = scope
  return { kind, bucket, prefix, level, delete: scope.delete }
}

/** When the access asked for would begin: for an extension, where the running grant ends now. */
function startOf({ startsAt, extending, now }: Question): Date {
  if (extending !== null) return extending.endsAt
  return startsAt !== null && startsAt > now ? startsAt : now
}

/**
 * Stages that meet several lists at once: at each place the higher number, and only people whom all of them name. So a
 * policy that was tightened meanwhile holds, and one that was loosened does not help.
 */
function strictestStages(lists: readonly (readonly JudgedStage[])[]): JudgedStage[] {
  const count = Math.max(0, ...lists.map((stages) => stages.length))
  return Array.from({ length: count }, (_, index) => {
    const stages = lists.flatMap((list) => list[index] ?? [])
    return {
      name: stages.at(-1)?.name ?? '',
      required: Math.max(...stages.map((stage) => stage.required)),
      rules: unique(stages.flatMap((stage) => stage.rules)),
    }
  })
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function lowest(values: readonly (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null)
  return numbers.length === 0 ? null : Math.min(...numbers)
}

function least<T extends { minutes: number }>(limits: readonly T[]): T | null {
  return limits.reduce<T | null>(
    (one, other) => (one === null || other.minutes < one.minutes ? other : one),
    null,
  )
}
