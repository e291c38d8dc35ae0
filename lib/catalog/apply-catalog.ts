import { z } from 'zod'
import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import type { SystemContext } from '../identity/index'
import { verb } from '../kernel/verb'
import { catalogEvents } from './events'
import { resolveCatalog } from './resolve'
import type { EntitlementDefinition } from './schema'
import {
  allEntitlements,
  lockCatalog,
  putCurrentVersions,
  replaceListedMembers,
  versionIdOf,
  withdraw,
} from './store'

export type AppliedCatalog = { unchanged: number; versioned: string[]; withdrawn: string[] }

const DAYPASS: EventActor = { kind: 'daypass' }

/**
 * Makes the database offer exactly what the files say: what changed becomes a new version, what is gone is withdrawn.
 * All or nothing. Throws `ERR_CATALOG_INVALID` with every mistake, at file and line.
 */
export const applyCatalog = verb(
  'apply-catalog',
  z.strictObject({ files: z.array(z.strictObject({ name: z.string(), text: z.string() })).min(1) }),
  async (ctx: Pick<SystemContext, 'inTransaction'>, input): Promise<AppliedCatalog> => {
    const catalog = resolveCatalog(input.files)
    return ctx.inTransaction(async (tx) => {
      await lockCatalog(tx)
      const at = await databaseNow(tx)
      if (await replaceListedMembers(tx, catalog.members))
        await append(tx, catalogEvents.membersListed(at, DAYPASS, catalog.members))
      return applyDefinitions(tx, at, catalog.definitions)
    })
  },
)

async function applyDefinitions(
  tx: Transaction,
  at: Date,
  definitions: readonly EntitlementDefinition[],
): Promise<AppliedCatalog> {
  const applied: AppliedCatalog = { unchanged: 0, versioned: [], withdrawn: [] }
  const before = new Map((await allEntitlements(tx)).map((row) => [row.id, row]))
  const compared = definitions.map((definition) => {
    const was = before.get(definition.id)
    before.delete(definition.id)
    const versionId = versionIdOf(definition)
    const changed = was?.currentVersionId !== versionId
    return { definition, was, versionId, changed, back: was !== undefined && was.withdrawnAt !== null }
  })
  const toPut = compared.filter(({ changed, back }) => changed || back)
  applied.unchanged = compared.length - toPut.length
  if (toPut.length > 0)
    await putCurrentVersions(
      tx,
      toPut.map(({ definition }) => definition),
      at,
    )
  for (const { definition, was, versionId, changed, back } of toPut) {
    if (changed) {
      await append(
        tx,
        catalogEvents.versioned(at, DAYPASS, definition, versionId, was?.currentVersionId ?? null),
      )
      applied.versioned.push(definition.id)
    }
    if (back) await append(tx, catalogEvents.offeredAgain(at, DAYPASS, definition.id))
  }
  for (const gone of before.values()) {
    if (gone.withdrawnAt !== null) continue
    await withdraw(tx, gone.id, at)
    await append(tx, catalogEvents.withdrawn(at, DAYPASS, gone.id))
    applied.withdrawn.push(gone.id)
  }
  return applied
}
