import { z } from 'zod'
import type { Transaction } from '../db/client'
import type { SystemContext } from '../identity/index'
import { canonicalHash } from '../kernel/canonical'
import { groupBy } from '../kernel/group-by'
import { verb } from '../kernel/verb'
import { grantsInForce, peopleKnownAs, requestsPending } from './affected-store'
import type { CatalogPlan, EntitlementChange } from './change-schema'
import { memberChanges, stepsTo } from './compare'
import type { ChangeStep } from './compare'
import { fieldChanges } from './definition-words'
import type { PolicyCompiler } from './evaluate'
import type { Offered } from './gains'
import { askersOf, decidersOf, namerOf } from './named'
import { resolveCatalog } from './resolve'
import type { Catalog } from './resolve'
import type { EntitlementDefinition, EntitlementVersion } from './schema'
import { allEntitlements, listedMembers, versionIdOf, versionsById } from './store'
import { grantConsequence, requestConsequence, touchedOf } from './touched'
import type { Touchable } from './touched'

export const catalogTexts = z.array(z.strictObject({ name: z.string(), text: z.string() })).min(1)

/** A catalogue as it is wanted, compared with what is stored. */
export type Comparison = {
  steps: ChangeStep[]
  unchanged: number
  members: CatalogPlan['members']
  /** The definitions of before of everything that changes, by entitlement; what was withdrawn is there too. */
  before: Map<string, EntitlementVersion>
}

/**
 * What applying these files would change, in words, and whom and what it touches. Nothing is written. Throws
 * `ERR_CATALOG_INVALID` with every mistake, at file and line.
 */
export const planCatalog = verb(
  'plan-catalog',
  z.strictObject({ files: catalogTexts }),
  async (
    { inTransaction, clouds }: Pick<SystemContext, 'inTransaction' | 'clouds'>,
    { files },
  ): Promise<CatalogPlan> => {
    const catalog = resolveCatalog(files)
    return inTransaction(async (tx) => planOf(tx, clouds.aws, await compareWithStored(tx, catalog)))
  },
)

/** One hash of everything that a catalogue says. */
export function hashOfCatalog({ definitions, members }: Catalog): string {
  return canonicalHash({
    versions: definitions.map(versionIdOf).sort(),
    members: members.map(({ group, handle, email }) => [group, handle, email].join('\n')).sort(),
  })
}

export async function compareWithStored(tx: Transaction, catalog: Catalog): Promise<Comparison> {
  const stored = (await allEntitlements(tx)).map(({ withdrawnAt, ...row }) => ({
    ...row,
    withdrawn: withdrawnAt !== null,
  }))
  const wanted = catalog.definitions.map((definition) => ({ versionId: versionIdOf(definition), definition }))
  const { steps, unchanged } = stepsTo(stored, wanted)
  const versions = await versionsById(
    tx,
    steps.flatMap(({ previousVersionId }) => previousVersionId ?? []),
  )
  const before = new Map([...versions.values()].map((version) => [version.definition.id, version]))
  return { steps, unchanged, members: memberChanges(await listedMembers(tx), catalog.members), before }
}

/** What is offered before and after each step; what is withdrawn is not offered. */
export function offersOf({ steps, before }: Comparison): Offered[] {
  return steps.map(({ id, kind, definition }) => ({
    before: kind === 'offered-again' ? null : (before.get(id)?.definition ?? null),
    after: definition,
  }))
}

/** A comparison in words, with who gains and loses and what is touched. In few statements, however many entitlements. */
export async function planOf(
  tx: Transaction,
  compiler: PolicyCompiler,
  { steps, unchanged, members, before }: Comparison,
): Promise<CatalogPlan> {
  const ids = steps.flatMap(({ id, kind }) => (kind === 'new' ? [] : [id]))
  const [grants, requests] = [await grantsInForce(tx, ids), await requestsPending(tx, ids)]
  const pinned = await versionsById(
    tx,
    [...grants, ...requests].map(({ versionId }) => versionId),
  )
  const name = namerOf(await knownPeople(tx, steps, before))
  const grantsOf = groupBy(grants, ({ entitlementId }) => entitlementId)
  const requestsOf = groupBy(requests, ({ entitlementId }) => entitlementId)
  const changes = steps.map((step): EntitlementChange => {
    const was = before.get(step.id)
    const [old, now] = [step.kind === 'offered-again' ? null : (was?.definition ?? null), step.definition]
    const shown = now ?? was?.definition
    if (shown === undefined) throw new Error(`${step.id} is neither stored nor wanted`)
    const consequence = (of: typeof grantConsequence) => (thing: Touchable) => {
      const version = pinned.get(thing.versionId)
      return was === undefined || version === undefined
        ? null
        : of(thing, { pinned: version, ...currents(step, was), compiler })
    }
    return {
      id: step.id,
      name: shown.name,
      accountName: shown.account.name,
      kind: step.kind,
      fields: now === null ? [] : fieldChanges(was?.definition ?? null, now),
      mayAsk: name(askersOf(old), askersOf(now)),
      decides: name(decidersOf(old), decidersOf(now)),
      grants: touchedOf(grantsOf.get(step.id) ?? [], consequence(grantConsequence)),
      requests: touchedOf(requestsOf.get(step.id) ?? [], consequence(requestConsequence)),
    }
  })
  return { changes, unchanged, members }
}

function currents({ kind, versionId, definition }: ChangeStep, was: EntitlementVersion) {
  return {
    before: { version: was, withdrawn: kind === 'offered-again' },
    after: { version: definition === null ? was : { versionId, definition }, withdrawn: definition === null },
  }
}

async function knownPeople(tx: Transaction, steps: readonly ChangeStep[], before: Comparison['before']) {
  const definitions: (EntitlementDefinition | null)[] = steps.flatMap(({ id, definition }) => [
    definition,
    before.get(id)?.definition ?? null,
  ])
  const rules = definitions.flatMap((one) => [askersOf(one), decidersOf(one)])
  const unique = (values: readonly string[]) => [...new Set(values)]
  return peopleKnownAs(
    tx,
    unique(rules.flatMap(({ groups }) => groups)),
    unique(rules.flatMap(({ people }) => people)),
  )
}
