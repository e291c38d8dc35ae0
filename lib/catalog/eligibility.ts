import { isNamedBy } from '../identity/index'
import type { PeopleRule, Standing } from '../identity/index'
import { approverRulesOf } from './judge-policy'
import type { JudgedStage, Question } from './judge-policy'
import type { Stage } from './policy-schema'
import type { EntitlementDefinition, EntitlementVersion, PinnedEntitlement } from './schema'

/** Whether a person may ask for an entitlement as it is now. */
export function mayAsk(person: Standing, version: EntitlementVersion): boolean {
  return isNamedBy(person, version.definition.mayRequest)
}

/** Whether a person may still have what they asked for: by the pinned version and by the current one. */
export function isStillEligible(person: Standing, { pinned, current }: PinnedEntitlement): boolean {
  return mayAsk(person, pinned) && mayAsk(person, current)
}

/** Whether a person is named at this stage: by every rule that judges it, or by who may decide when it waits too long. */
export function isNamedByStage(person: Standing, stage: JudgedStage): boolean {
  if (stage.fallback?.every((rule) => isNamedBy(person, rule)) === true) return true
  return stage.rules.every((rule) => isNamedBy(person, rule))
}

/** Whether a person is named at any of these stages. */
export function isNamedByStages(person: Standing, stages: readonly JudgedStage[]): boolean {
  return stages.some((stage) => isNamedByStage(person, stage))
}

/**
 * Whether a person is an approver of one request, by the pinned and the current version: named at a stage that every
 * request passes, or that a rule adds to this one. They may see it and its grant, and take the grant back.
 */
export function isApproverOf(
  person: Standing,
  { pinned, current }: PinnedEntitlement,
  question: Question,
): boolean {
  return [pinned, current].every((version) =>
    approverRulesOf(version, question).some((rule) => isNamedBy(person, rule)),
  )
}

/** Whether a person may decide too on a request that waited too long: both versions name them for it. */
export function isNamedByEscalation(person: Standing, { pinned, current }: PinnedEntitlement): boolean {
  return [pinned, current].every(({ definition }) => {
    const { escalate } = definition.approval.pending
    return escalate !== undefined && isNamedBy(person, escalate.to)
  })
}

/** Who hears of broken glass and looks at it afterwards, by the current policy, or the pinned one if that has none. */
export function isToldOfGlass(person: Standing, { pinned, current }: PinnedEntitlement): boolean {
  const glass = current.definition.approval.breakGlass ?? pinned.definition.approval.breakGlass
  if (glass === undefined) return false
  const { by, escalateTo } = glass.review
  return [glass.tell, by, ...(escalateTo === undefined ? [] : [escalateTo])].some((rule) =>
    isNamedBy(person, rule),
  )
}

/**
 * Whether a person is an approver in principle, by the pinned and the current version: named by any stage that a policy
 * has or could add, or by an escalation. Wider than who may decide on any one request: it only says whose queue is worth
 * reading. `managerHandle` is the requester's manager.
 */
export function isApproverInPrinciple(
  person: Standing,
  { pinned, current }: PinnedEntitlement,
  managerHandle: string | null,
): boolean {
  return [pinned, current].every((version) =>
    rulesNamedIn(version, managerHandle).some((rule) => isNamedBy(person, rule)),
  )
}

/**
 * When a pending request can wait for somebody: from its beginning, only after others have decided or it has waited too
 * long, or (whenever it is) only if they manage whoever asks.
 */
export type Turn = 'first' | 'later' | 'as-manager'

/**
 * All that may apply to a person; nobody who is no approver in principle has any. With it a queue is read without judging
 * what cannot be theirs yet: it may name too much, never too little.
 */
export function turnsOf(person: Standing, entitlement: PinnedEntitlement): Turn[] {
  if (!isApproverInPrinciple(person, entitlement, person.handle)) return []
  const versions = [entitlement.pinned, entitlement.current]
  const turns: Turn[] = versions.some(asksManagers) ? ['as-manager'] : []
  if (!isApproverInPrinciple(person, entitlement, null)) return turns
  return [...turns, versions.some((version) => mayBeFirst(person, version)) ? 'first' : 'later']
}

function asksManagers({ definition }: EntitlementVersion): boolean {
  return stagesOf(definition.approval).some(({ approvers }) => approvers.manager === true)
}

// Stages of rules come after those that every request passes: without any of these, each of them may be the first.
function mayBeFirst(person: Standing, { definition }: EntitlementVersion): boolean {
  const [first] = definition.approval.stages
  return first === undefined || isNamedBy(person, ruleOf(definition, first, null))
}

function rulesNamedIn({ definition }: EntitlementVersion, managerHandle: string | null): PeopleRule[] {
  const { pending } = definition.approval
  const all = stagesOf(definition.approval).map((stage) => ruleOf(definition, stage, managerHandle))
  return pending.escalate === undefined ? all : [...all, pending.escalate.to]
}

/** Every stage that a policy has or could add. */
function stagesOf({ stages, rules }: EntitlementDefinition['approval']): Stage[] {
  return [...stages, ...rules.flatMap((rule) => rule.stages ?? [])]
}

function ruleOf(
  definition: EntitlementDefinition,
  { approvers }: Stage,
  managerHandle: string | null,
): PeopleRule {
  return {
    groups: [...approvers.groups, ...(approvers.owner === true ? [definition.owner.group] : [])],
    people: [
      ...approvers.people,
      ...(approvers.manager === true && managerHandle !== null ? [managerHandle] : []),
    ],
  }
}
