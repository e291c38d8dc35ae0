import { z } from 'zod'
import type { Transaction } from '../db/client'
import { authorize, notFound } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import type { CatalogChangeView, CatalogPlan, ChangeKind } from './change-schema'
import { catalogHash, findChange } from './change-store'
import type { ChangeRow } from './change-store'
import { changeSummary } from './change-summary'
import { catalogOf, filesOf, prepareChange } from './change-files'
import { shownHashOf } from './close-change'
import { findGains } from './find-gains'
import { appliedPlan } from './applied-plan'
import { compareWithStored, planOf } from './plan'
import type { Catalog } from './resolve'

const PAGE_SIZE = 25

/**
 * A change with what it does: an applied one as it was, any other as it would be now. For an open one also what the viewer
 * would gain, and what confirming it is bound to. 25 entitlements a page. For administrators; `ERR_NOT_FOUND` for others.
 */
export const readCatalogChange = verb(
  'read-catalog-change',
  z.strictObject({ changeId: anyId, page: z.int().min(1).max(10_000).default(1) }),
  async (ctx: Context, { changeId, page }): Promise<CatalogChangeView> => {
    authorize(ctx.actor, { to: 'administer' })
    await prepareChange(ctx.inTransaction, changeId)
    return ctx.inTransaction(async (tx) => {
      const change = await findChange(tx, changeId)
      if (change === null) throw notFound()
      const look =
        change.status === 'applied'
          ? lookBack(await appliedPlan(tx, change))
          : await lookAhead(tx, ctx, change)
      return {
        ...changeSummary(change),
        fileNames: belowCommonFolder(filesOf(change).map(({ name }) => name)),
        ...look,
        ...onPage(look.plan, page),
      }
    })
  },
)

/** Names from the folder on that was handed in: where it stood on the machine is nobody’s business. */
function belowCommonFolder(names: readonly string[]): string[] {
  const parts = names.map((name) => name.split(/[\\/]/))
  const isCommon = (index: number) =>
    parts.every((one) => one.length > index + 1 && one[index] === parts[0]?.[index])
  let common = 0
  while (isCommon(common)) common++
  return parts.map((one) => one.slice(common).join('/'))
}

type Look = Pick<CatalogChangeView, 'offerMoved' | 'gains' | 'shownHash' | 'mistakes'> & {
  plan: CatalogPlan | null
}

function lookBack(plan: CatalogPlan): Look {
  return { plan, offerMoved: false, gains: [], shownHash: null, mistakes: [] }
}

async function lookAhead(tx: Transaction, ctx: Context, change: ChangeRow): Promise<Look> {
  const offerMoved = (await catalogHash(tx)) !== change.offerHash
  const resolved = resolvedOrMistakes(change)
  if ('mistakes' in resolved)
    return { plan: null, offerMoved, gains: [], shownHash: null, mistakes: resolved.mistakes }
  const comparison = await compareWithStored(tx, resolved.catalog)
  const plan = await planOf(tx, ctx.clouds.aws, comparison)
  const isOpen = change.status === 'open'
  return {
    plan,
    offerMoved,
    gains: isOpen ? await findGains(tx, ctx.actor, comparison) : [],
    shownHash: isOpen ? await shownHashOf(tx, change.id, resolved.catalog) : null,
    mistakes: [],
  }
}

// What an earlier version of Daypass took may be a mistake for this one.
function resolvedOrMistakes(change: ChangeRow): { catalog: Catalog } | { mistakes: string[] } {
  try {
    return { catalog: catalogOf(change) }
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    return { mistakes: error.fields.map(({ field, sentence }) => `${field} ${sentence}`) }
  }
}

function onPage(
  plan: CatalogPlan | null,
  wanted: number,
): Pick<CatalogChangeView, 'plan' | 'page' | 'pages'> {
  if (plan === null) return { plan, page: 1, pages: 1 }
  const pages = Math.max(1, Math.ceil(plan.changes.length / PAGE_SIZE))
  const page = Math.min(wanted, pages)
  const count = (kind: ChangeKind) => plan.changes.filter((change) => change.kind === kind).length
  const counts = {
    new: count('new'),
    changed: count('changed'),
    withdrawn: count('withdrawn'),
    'offered-again': count('offered-again'),
  }
  const changes = plan.changes.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  return { plan: { ...plan, changes, counts }, page, pages }
}
