import { z } from 'zod'
import type { Transaction } from '../db/client'
import type { CatalogPlan, ChangeKind, EntitlementChange } from './change-schema'
import { stepsOfChange } from './change-store'
import type { ChangeRow } from './change-store'
import { fieldChanges } from './definition-words'
import { versionsById } from './store'

const NOBODY = { names: [], more: 0, groups: [] }
const NOTHING = { count: 0, shown: [] }

const member = z.strictObject({ group: z.string(), handle: z.string(), email: z.string() })
const keptMembers = z.strictObject({ added: z.array(member), removed: z.array(member) })

/** What an applied change did, as it is kept. Whom and what it touched is not: the log tells what happened to them. */
export async function appliedPlan(tx: Transaction, change: ChangeRow): Promise<CatalogPlan> {
  const steps = await stepsOfChange(tx, change.id)
  const versions = await versionsById(
    tx,
    steps.flatMap(({ versionId, previousVersionId }) =>
      previousVersionId === null ? [versionId] : [versionId, previousVersionId],
    ),
  )
  const definitionOf = (id: string | null) => (id === null ? null : (versions.get(id)?.definition ?? null))
  const changes = steps.flatMap(
    ({ entitlementId, kind, versionId, previousVersionId }): EntitlementChange[] => {
      const definition = definitionOf(versionId)
      if (definition === null) return []
      return [
        {
          id: entitlementId,
          name: definition.name,
          accountName: definition.account.name,
          kind: kind as ChangeKind,
          fields: kind === 'withdrawn' ? [] : fieldChanges(definitionOf(previousVersionId), definition),
          mayAsk: { gain: NOBODY, lose: NOBODY },
          decides: { gain: NOBODY, lose: NOBODY },
          grants: NOTHING,
          requests: NOTHING,
        },
      ]
    },
  )
  return { changes, unchanged: 0, members: keptMembers.parse(change.members) }
}
