import type { ChangeKind, ListedMemberName } from './change-schema'
import type { EntitlementDefinition } from './schema'

/** An entitlement as the database has it now. */
export type StoredEntitlement = { id: string; currentVersionId: string; withdrawn: boolean }

/** What has to be done to one entitlement. `definition` is null where it is withdrawn. */
export type ChangeStep = {
  id: string
  kind: ChangeKind
  /** The current version before, withdrawn or not; null for a new one. */
  previousVersionId: string | null
  /** The current version afterwards. */
  versionId: string
  definition: EntitlementDefinition | null
}

type Wanted = { versionId: string; definition: EntitlementDefinition }

/** What makes the stored entitlements the wanted ones, in their order, what is withdrawn at the end. Pure. */
export function stepsTo(
  stored: readonly StoredEntitlement[],
  wanted: readonly Wanted[],
): { steps: ChangeStep[]; unchanged: number } {
  const before = new Map(stored.map((row) => [row.id, row]))
  const puts = wanted.flatMap(({ versionId, definition }): ChangeStep[] => {
    const was = before.get(definition.id)
    before.delete(definition.id)
    const kind = kindOf(was, versionId)
    const previousVersionId = was?.currentVersionId ?? null
    return kind === null ? [] : [{ id: definition.id, kind, previousVersionId, versionId, definition }]
  })
  const gone = [...before.values()]
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ id, currentVersionId }): ChangeStep => ({
      id,
      kind: 'withdrawn',
      previousVersionId: currentVersionId,
      versionId: currentVersionId,
      definition: null,
    }))
  return { steps: [...puts, ...gone], unchanged: wanted.length - puts.length }
}

function kindOf(was: StoredEntitlement | undefined, versionId: string): ChangeKind | null {
  if (was === undefined) return 'new'
  if (was.withdrawn) return 'offered-again'
  return was.currentVersionId === versionId ? null : 'changed'
}

/** Who was put on the lists of groups' members, and who was taken off, by group, handle and address. */
export function memberChanges(
  before: readonly ListedMemberName[],
  after: readonly ListedMemberName[],
): { added: ListedMemberName[]; removed: ListedMemberName[] } {
  const keyOf = ({ group, handle, email }: ListedMemberName) => JSON.stringify([group, handle, email])
  const without = (list: readonly ListedMemberName[], others: readonly ListedMemberName[]) => {
    const known = new Set(others.map(keyOf))
    return list
      .filter((one) => !known.has(keyOf(one)))
      .map(({ group, handle, email }) => ({ group, handle, email }))
  }
  return { added: without(after, before), removed: without(before, after) }
}
