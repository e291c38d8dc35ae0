import { z } from 'zod'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { cursorText, pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { CatalogChangeSummary } from './change-schema'
import { findChanges } from './change-store'
import { changeSummary } from './change-summary'

const PAGE_SIZE = 25

/** Everything that was ever handed in, newest first, 25 a page, for administrators; `ERR_NOT_FOUND` for others. */
export const listCatalogChanges = verb(
  'list-catalog-changes',
  z.strictObject({ cursor: cursorText.optional() }),
  async (ctx: Context, { cursor }): Promise<{ items: CatalogChangeSummary[]; next: string | null }> => {
    authorize(ctx.actor, { to: 'administer' })
    const found = await ctx.inTransaction((tx) => findChanges(tx, cursor, PAGE_SIZE + 1))
    const { rows, next } = pageOf(found, PAGE_SIZE, (row) => ({ at: row.createdAt, id: row.id }))
    return { items: rows.map(changeSummary), next }
  },
)
