import { z } from 'zod'
import { authorize, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { cursorText, pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { CatalogEntryPage, ChangeKind } from './change-schema'
import { stepsOfEntitlement } from './change-store'
import { changeSummary } from './change-summary'
import { factsOfDefinition, fieldChanges } from './definition-words'
import { entitlementId } from './read-entitlement-form'
import { currentVersion, versionsById } from './store'

const PAGE_SIZE = 20

/**
 * One entitlement with everything that was ever made of it, newest first, 20 a page: who changed it, when, and how it
 * differs from before. For administrators; `ERR_NOT_FOUND` for others and for what is not there.
 */
export const readCatalogEntry = verb(
  'read-catalog-entry',
  z.strictObject({ entitlementId, cursor: cursorText.optional() }),
  async (ctx: Context, input): Promise<CatalogEntryPage> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const current = await currentVersion(tx, input.entitlementId)
      if (current === undefined) throw notFound()
      const found = await stepsOfEntitlement(tx, input.entitlementId, input.cursor, PAGE_SIZE + 1)
      const { rows, next } = pageOf(found, PAGE_SIZE, (row) => ({ at: row.appliedAt, id: row.changeId }))
      const versions = await versionsById(
        tx,
        rows.flatMap(({ versionId, previousVersionId }) =>
          previousVersionId === null ? [versionId] : [versionId, previousVersionId],
        ),
      )
      const definitionOf = (id: string | null) =>
        id === null ? null : (versions.get(id)?.definition ?? null)
      const { id, name, description, account, role, owner } = current.definition
      return {
        id,
        name,
        description,
        accountName: account.name,
        accountId: account.accountId,
        role,
        ownerGroup: owner.group,
        withdrawn: current.withdrawn,
        versionId: current.versionId,
        facts: factsOfDefinition(current.definition).map(({ label, text }) => ({ label, text })),
        steps: rows.map(({ change, kind, versionId, previousVersionId, appliedAt }) => ({
          change: changeSummary(change),
          kind: kind as ChangeKind,
          versionId,
          appliedAt: appliedAt.toISOString(),
          fields:
            kind === 'withdrawn'
              ? []
              : fieldChanges(definitionOf(previousVersionId), definitionOf(versionId)),
        })),
        next,
      }
    })
  },
)
