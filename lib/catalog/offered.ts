import type { Transaction } from '../db/client'
import { searchableOf } from './search'
import type { Searchable } from './search'
import { offeredFingerprint, offeredVersions } from './store'

/**
 * Everything on offer, by name, as of now. Thousands are read and put in order only after the catalogue changed: what
 * they add up to is asked of the database each time.
 */
export async function offeredNow(tx: Transaction): Promise<readonly Searchable[]> {
  const fingerprint = await offeredFingerprint(tx)
  if (last?.fingerprint !== fingerprint)
    last = { fingerprint, offered: (await offeredVersions(tx)).map(searchableOf) }
  return last.offered
}

let last: { fingerprint: string; offered: readonly Searchable[] } | undefined
