import type { Transaction } from '../db/client'
import { peopleMatching } from '../identity/index'

/** More people than this are no answer to "who". */
const PEOPLE_AT_MOST = 500

/** The people whom a filter's text means; undefined where the filter does not ask. */
export async function personIdsOf(tx: Transaction, text: string | undefined): Promise<string[] | undefined> {
  return text === undefined ? undefined : peopleMatching(tx, text, PEOPLE_AT_MOST)
}
