import { z } from 'zod'
import type { Transaction } from '../db/client'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { verb } from '../kernel/verb'
import type { CatalogEntry, FoundEntries } from './change-schema'
import { catalogHash, findOpenChange } from './change-store'
import { changeSummary } from './change-summary'
import { search, searchableOf } from './search'
import { allEntitlements, versionsById } from './store'

const LONGEST_QUERY = 200
const PAGE_SIZE = 50

/**
 * The whole catalogue for administrators, what is withdrawn too (the word "withdrawn" finds it), 50 a page by name;
 * `ERR_NOT_FOUND` for others.
 */
export const searchCatalog = verb(
  'search-catalog',
  z.strictObject({
    q: z
      .string()
      .default('')
      .transform((text) => text.slice(0, LONGEST_QUERY)),
    /** How many come before this page. */
    cursor: z
      .string()
      .regex(/^\d{1,6}$/, 'This page of the list is not known. Start from its beginning.')
      .default('0')
      .transform(Number),
  }),
  async (ctx: Context, { q, cursor }): Promise<FoundEntries> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const found = search(await entriesNow(tx), q)
      const open = await findOpenChange(tx)
      const end = cursor + PAGE_SIZE
      return {
        found: found.length,
        entries: found.slice(cursor, end).map(({ entry }) => entry),
        next: found.length > end ? String(end) : null,
        open: open === null ? null : changeSummary(open),
      }
    })
  },
)

type Searchable = { entry: CatalogEntry; name: string; all: string }

/** Read and put in order only after the catalogue changed, which the database is asked each time. */
async function entriesNow(tx: Transaction): Promise<readonly Searchable[]> {
  const hash = await catalogHash(tx)
  if (last?.hash !== hash) last = { hash, entries: await readEntries(tx) }
  return last.entries
}

let last: { hash: string; entries: readonly Searchable[] } | undefined

async function readEntries(tx: Transaction): Promise<Searchable[]> {
  const rows = await allEntitlements(tx)
  const versions = await versionsById(
    tx,
    rows.map(({ currentVersionId }) => currentVersionId),
  )
  const entries = rows.flatMap(({ currentVersionId, withdrawnAt }): Searchable[] => {
    const version = versions.get(currentVersionId)
    if (version === undefined) return []
    const withdrawn = withdrawnAt !== null
    const { name, all } = searchableOf(version)
    const { id, account, role, owner, name: shown } = version.definition
    const entry = {
      id,
      name: shown,
      accountName: account.name,
      accountId: account.accountId,
      role,
      ownerGroup: owner.group,
      withdrawn,
    }
    return [{ entry, name, all: withdrawn ? `${all}\nwithdrawn` : all }]
  })
  return entries.sort((one, other) => one.entry.name.localeCompare(other.entry.name, 'en'))
}
