import type { ApprovalPolicy, Approvers, PolicyRule, Stage } from './policy-schema'
import type { EntitlementDefinition } from './schema'

// Whether one policy is as strict as another for whoever asks. Where it cannot be told, it is not.

/** Whom text names at a place: groups and handles, and the requester's manager. */
export type NamedAt = { groups: readonly string[]; people: readonly string[]; manager: boolean }

/** The people of a stage, with the owner as the group that it is. */
export function namedAt(approvers: Approvers, { owner }: Pick<EntitlementDefinition, 'owner'>): NamedAt {
  const { groups, people } = approvers
  return {
    groups: approvers.owner === true ? [...groups, owner.group] : groups,
    people,
    manager: approvers.manager === true,
  }
}

type Side = { definition: EntitlementDefinition; stages: readonly Stage[] }

/** Whether every stage of before still stands, in its place among the others, with as many of no more people. */
export function stagesAsStrict(before: Side, after: Side): boolean {
  let next = 0
  return before.stages.every((stage) => {
    const rest = after.stages.slice(next)
    const found = rest.findIndex(
      (one) =>
        one.required >= stage.required &&
        isWithin(namedAt(one.approvers, after.definition), namedAt(stage.approvers, before.definition)),
    )
    next += found + 1
    return found !== -1
  })
}

function isWithin(inner: NamedAt, outer: NamedAt): boolean {
  return (
    inner.groups.every((group) => outer.groups.includes(group)) &&
    inner.people.every((handle) => outer.people.includes(handle)) &&
    (!inner.manager || outer.manager)
  )
}

/** The names of rules that were taken away, added or changed so that they may ask less than before. */
export function looserRules(before: EntitlementDefinition, after: EntitlementDefinition): string[] {
  const [were, are] = [before.approval.rules, after.approval.rules]
  const moved = conditionsReadOtherFacts(before, after)
  const named = (rules: readonly PolicyRule[], name: string) => rules.find((rule) => rule.name === name)
  const gone = were.filter((rule) => asksSomething(rule) && named(are, rule.name) === undefined)
  const changed = are.filter((rule) => {
    const was = named(were, rule.name)
    if (was === undefined) return mayEase(rule, after.approval)
    return moved(was) || !ruleAsStrict({ rule: was, definition: before }, { rule, definition: after })
  })
  return [...gone, ...changed].map(({ name }) => name)
}

/** Whether taking the rule away may ease something: all but approving at once asks for something. */
function asksSomething({ refuse, stages, ticket, freshSignIn, longestMinutes }: PolicyRule): boolean {
  return [refuse, stages, ticket, freshSignIn, longestMinutes].some((effect) => effect !== undefined)
}

// Without a stage of its own a policy refuses what no rule speaks for: there a rule with a stage opens a way.
function mayEase(rule: PolicyRule, { stages }: ApprovalPolicy): boolean {
  return rule.autoApprove === true || (rule.stages !== undefined && stages.length === 0)
}

type RuleSide = { rule: PolicyRule; definition: EntitlementDefinition }

function ruleAsStrict(before: RuleSide, after: RuleSide): boolean {
  const [was, is] = [before.rule, after.rule]
  const isUpTo = (limit: number | undefined, old: number | undefined) =>
    old === undefined || (limit !== undefined && limit <= old)
  const side = ({ rule, definition }: RuleSide) => ({ definition, stages: rule.stages ?? [] })
  const opensAWay =
    was.stages === undefined && mayEase({ ...is, autoApprove: undefined }, after.definition.approval)
  return (
    was.when === is.when &&
    (is.autoApprove !== true || was.autoApprove === true) &&
    (was.refuse === undefined || is.refuse !== undefined) &&
    (was.ticket !== true || is.ticket === true) &&
    isUpTo(is.longestMinutes, was.longestMinutes) &&
    isUpTo(is.freshSignIn?.requesterMinutes, was.freshSignIn?.requesterMinutes) &&
    isUpTo(is.freshSignIn?.approverMinutes, was.freshSignIn?.approverMinutes) &&
    !opensAWay &&
    stagesAsStrict(side(before), side(after))
  )
}

/** Whether a rule's condition, unchanged, may hold for other requests, because what it reads is another. */
function conditionsReadOtherFacts(
  before: EntitlementDefinition,
  after: EntitlementDefinition,
): (rule: PolicyRule) => boolean {
  const differs = (pick: (definition: EntitlementDefinition) => unknown) =>
    JSON.stringify(pick(before)) !== JSON.stringify(pick(after))
  const words = [
    ...(differs(({ account }) => account) ? ['account'] : []),
    ...(differs(({ name, role, owner, canOutlive }) => [name, role, owner, canOutlive])
      ? ['entitlement']
      : []),
    ...(before.approval.zone === after.approval.zone ? [] : ['start']),
  ]
  return ({ when }) => words.some((word) => when.includes(word))
}
