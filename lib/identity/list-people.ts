import { z } from 'zod'
import { anyId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { authorize } from './authorize'
import type { Context } from './context'
import { findPeople } from './person-page-store'
import type { PersonSummary } from './schema'

const PAGE_SIZE = 25

/**
 * Everybody whom Daypass knows, or whose name, handle or address holds `q` in any case, or only the suspended; by handle, 25
 * a page. The cursor is the last person's id: a handle never changes, so that the list goes on after it.
 */
export const listPeople = verb(
  'list-people',
  z.strictObject({
    q: typedText(200).optional(),
    suspended: z.literal('yes').optional(),
    cursor: anyId.optional(),
  }),
  async (ctx: Context, input): Promise<{ items: PersonSummary[]; next: string | null }> => {
    authorize(ctx.actor, { to: 'administer' })
    const rows = await ctx.inTransaction((tx) => findPeople(tx, input, PAGE_SIZE + 1))
    const items = rows.slice(0, PAGE_SIZE)
    return {
      items: items.map((row) => ({ ...row, suspendedAt: row.suspendedAt?.toISOString() ?? null })),
      next: rows.length > PAGE_SIZE ? (items.at(-1)?.id ?? null) : null,
    }
  },
)
