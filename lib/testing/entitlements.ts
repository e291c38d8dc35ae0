import type { Wish } from '../catalog/envelope'
import type { Question } from '../catalog/evaluate'
import type { EntitlementDefinition, PinnedEntitlement } from '../catalog/schema'
import { canonicalHash } from '../kernel/canonical'
import { catalogFiles } from './catalog'
import type { EntitlementId } from './catalog'
import { resolveCatalog } from '../catalog/resolve'

/** The definition of one of the tests' entitlements, with changes. */
export function definitionOf(
  id: EntitlementId,
  changes: Partial<EntitlementDefinition> = {},
): EntitlementDefinition {
  const found = resolveCatalog(catalogFiles()).definitions.find((one) => one.id === id)
  if (found === undefined) throw new Error(`there is no entitlement ${id}`)
  return { ...found, ...changes }
}

/** A pinned version beside the current one, which is the same if not told otherwise. */
export function pinnedOf(
  pinned: EntitlementDefinition,
  current: EntitlementDefinition = pinned,
  withdrawn = false,
): PinnedEntitlement {
  const version = (definition: EntitlementDefinition) => ({
    versionId: canonicalHash(definition),
    definition,
  })
  return { pinned: version(pinned), current: version(current), withdrawn }
}

/** A question about an entitlement: an engineer's ordinary request at noon, if not told otherwise. */
export function asked(wish: Omit<Wish, 'startsAt'>, told: Partial<Question> = {}): Question {
  const now = new Date('2026-11-23T12:00:00Z')
  return {
    kind: 'ordinary',
    startsAt: null,
    reason: 'Quarter close',
    ticket: null,
    requester: { handle: 'alice', groups: ['engineers'], managerHandle: null, signedInMinutesAgo: 5 },
    extending: null,
    askedAt: now,
    now,
    ...wish,
    ...told,
  }
}
