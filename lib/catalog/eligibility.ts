import { isNamedBy } from '../identity/index'
import type { Standing } from '../identity/index'
import type { JudgedStage } from './evaluate'
import type { EntitlementVersion, PinnedEntitlement } from './schema'

/** Whether a person may ask for an entitlement as it is now. */
export function mayAsk(person: Standing, version: EntitlementVersion): boolean {
  return isNamedBy(person, version.definition.mayRequest)
}

/** Whether a person may still have what they asked for: by the pinned version and by the current one. */
export function isStillEligible(person: Standing, { pinned, current }: PinnedEntitlement): boolean {
  return mayAsk(person, pinned) && mayAsk(person, current)
}

/** Whether a person is named at this stage: by every rule that judges it. */
export function isNamedByStage(person: Standing, stage: JudgedStage): boolean {
  return stage.rules.every((rule) => isNamedBy(person, rule))
}

/** Whether a person is named at any stage: an approver in principle, who may see the request and its grant. */
export function isNamedByStages(person: Standing, stages: readonly JudgedStage[]): boolean {
  return stages.some((stage) => isNamedByStage(person, stage))
}
