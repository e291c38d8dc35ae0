import type { Gain } from './change-schema'
import type { Gainer } from './gainers'
import { approverGains } from './gains-of-approver'
import { requesterGains } from './gains-of-requester'
import type { EntitlementDefinition } from './schema'

/** An entitlement as it is offered before and after; null where it is not. */
export type Offered = { before: EntitlementDefinition | null; after: EntitlementDefinition | null }

/**
 * Everything that a change gives to somebody, each in a sentence: as one who asks, and as one who decides, reviews or is
 * told. When in doubt it is a gain: a handle counts also where several hold it. Pure.
 */
export function gainsOf(gainers: readonly Gainer[], changes: readonly Offered[]): Gain[] {
  return changes.flatMap(({ before, after }) => {
    if (after === null) return []
    return gainers.flatMap((gainer) =>
      [...requesterGains(gainer, before, after), ...approverGains(gainer, before, after)].map((sentence) => ({
        entitlementId: after.id,
        entitlementName: after.name,
        sentence: gainer.as === null ? sentence : `As ${gainer.as}: ${sentence}`,
      })),
    )
  })
}
