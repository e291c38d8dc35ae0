import { append, appendAll } from '../audit/index'
import type { EventActor, NewEvent } from '../audit/index'
import type { Transaction } from '../db/client'
import { insertSteps } from './change-store'
import type { MemberChanges } from './change-store'
import type { ChangeStep } from './compare'
import { catalogEvents } from './events'
import type { Comparison } from './plan'
import type { Catalog } from './resolve'
import { putCurrentVersions, replaceListedMembers, withdraw } from './store'

/** What an application did, by entitlements' ids. */
export type AppliedCatalog = { unchanged: number; versioned: string[]; withdrawn: string[] }

type Cause = { changeId: string; at: Date; actor: EventActor }

/**
 * Makes the database offer what a catalogue says, with one event for everything that changes. The caller holds the
 * catalogue's lock, compared under it, and has kept the change.
 */
export async function applyDefinitions(
  tx: Transaction,
  { changeId, at, actor }: Cause,
  { members }: Catalog,
  { steps, unchanged }: Comparison,
): Promise<AppliedCatalog> {
  if (await replaceListedMembers(tx, members))
    await append(tx, catalogEvents.membersListed(at, actor, members, changeId))
  const definitions = steps.flatMap(({ definition }) => definition ?? [])
  if (definitions.length > 0) await putCurrentVersions(tx, definitions, at)
  const gone = steps.flatMap(({ id, kind }) => (kind === 'withdrawn' ? [id] : []))
  if (gone.length > 0) await withdraw(tx, gone, at)
  if (steps.length > 0) await insertSteps(tx, changeId, steps, at)
  await appendAll(
    tx,
    steps.flatMap((step) => eventsOf(step, changeId, at, actor)),
  )
  const versioned = steps.filter(isNewVersion).map(({ id }) => id)
  return { unchanged, versioned, withdrawn: gone }
}

function isNewVersion({ definition, versionId, previousVersionId }: ChangeStep): boolean {
  return definition !== null && versionId !== previousVersionId
}

function eventsOf(step: ChangeStep, changeId: string, at: Date, actor: EventActor): NewEvent[] {
  const { id, kind, definition, versionId, previousVersionId } = step
  if (definition === null) return [catalogEvents.withdrawn(at, actor, id, changeId)]
  return [
    ...(isNewVersion(step)
      ? [catalogEvents.versioned(at, actor, definition, versionId, previousVersionId, changeId)]
      : []),
    ...(kind === 'offered-again' ? [catalogEvents.offeredAgain(at, actor, id, changeId)] : []),
  ]
}

/** The lists' changes, as a change keeps them. */
export function keptMembers({ members }: Comparison): MemberChanges {
  return { added: [...members.added], removed: [...members.removed] }
}
