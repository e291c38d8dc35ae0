import { isNamedBy } from '../identity/index'
import type { PeopleRule, Standing } from '../identity/index'
import type { JudgedStage } from './judge-policy'
import type { EntitlementVersion, PinnedEntitlement } from './schema'

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
  if (stage.fallback !== undefined && isNamedBy(person, stage.fallback)) return true
  return stage.rules.every((rule) => isNamedBy(person, rule))
}

/** Whether a person is named at any of these stages. */
export function isNamedByStages(person: Standing, stages: readonly JudgedStage[]): boolean {
  return stages.some((stage) => isNamedByStage(person, stage))
}

/**
 * Whether a person is an approver in principle, by the pinned and the current version: named by any stage that a policy
 * has or could add, by an escalation, or to hear of or review a break-glass grant. Such people may see the entitlement's
 * requests and grants. `managerHandle` is the requester's manager.
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

function rulesNamedIn({ definition }: EntitlementVersion, managerHandle: string | null): PeopleRule[] {
  const { stages, rules, pending, breakGlass } = definition.approval
  const all = [...stages, ...rules.flatMap((rule) => rule.stages ?? [])].map(({ approvers }) => ({
    groups: [...approvers.groups, ...(approvers.owner === true ? [definition.owner.group] : [])],
    people: [
      ...approvers.people,
      ...(approvers.manager === true && managerHandle !== null ? [managerHandle] : []),
    ],
  }))
  const others = [
    pending.escalate?.to,
    breakGlass?.tell,
    breakGlass?.review.by,
    breakGlass?.review.escalateTo,
  ].filter((rule) => rule !== undefined)
  return [...all, ...others]
}
