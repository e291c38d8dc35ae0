import { z } from 'zod'
import type { InTransaction } from '../db/transaction'
import { findChange } from './change-store'
import type { ChangeRow } from './change-store'
import type { CatalogText } from './read-files'
import { resolveCatalog } from './resolve'
import type { Catalog } from './resolve'

const storedFiles = z.array(z.strictObject({ name: z.string(), text: z.string() }))

/** The files that were handed in. */
export function filesOf({ files }: Pick<ChangeRow, 'files'>): CatalogText[] {
  return storedFiles.parse(JSON.parse(files))
}

/**
 * What a change makes of the catalogue. The files of one never change, and thousands of entitlements take a second to
 * read, so the last one is kept. Throws `ERR_CATALOG_INVALID` if this version of Daypass finds mistakes in them.
 */
export function catalogOf(change: Pick<ChangeRow, 'id' | 'files'>): Catalog {
  if (last?.id !== change.id) last = { id: change.id, catalog: resolveCatalog(filesOf(change)) }
  return last.catalog
}

let last: { id: string; catalog: Catalog } | undefined

/** Finds a change and reads its files, so that the transaction that works with it does not wait for that. */
export async function prepareChange(inTransaction: InTransaction, id: string): Promise<void> {
  const change = await inTransaction((tx) => findChange(tx, id))
  if (change?.status !== 'open') return
  try {
    catalogOf(change)
  } catch {
    // Whoever works with it meets the same mistakes, and says them.
  }
}
