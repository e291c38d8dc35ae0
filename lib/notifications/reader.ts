import type { Transaction } from '../db/client'
import { requesterFactsOf } from '../identity/index'
import type { NamedPerson } from '../identity/index'
import type { Letter } from '../ports/letter'
import type { MailRow } from './mail-store'

/** What a mail says, where its reader is reached now, and the request whose mails it stands among. */
export type Composed = { letter: Letter; address: string; threadId: string | null }

/**
 * Who a mail's reader is among those whom it is meant for now: the person it was written to; by handle or address, where
 * that had not signed in then, or another account has the same address.
 */
export function readerAmong<Person extends NamedPerson>(
  people: readonly Person[],
  { personId, name, address }: MailRow,
): Person | undefined {
  return (
    people.find((person) => (personId === null ? person.handle === name : person.personId === personId)) ??
    people.find(({ email }) => email?.toLowerCase() === address.toLowerCase())
  )
}

/** The letter to its reader; null where there is none, without an address, or suspended. */
export async function to(
  tx: Transaction,
  reader: NamedPerson | undefined,
  letter: Letter,
  threadId: string | null,
): Promise<Composed | null> {
  const address = reader?.email ?? null
  if (reader === undefined || address === null || (await isKeptOut(tx, reader))) return null
  return { letter, address, threadId }
}

/** Somebody suspended gets no mail, whatever it is about. */
export async function isKeptOut(
  tx: Transaction,
  { personId }: Pick<NamedPerson, 'personId'>,
): Promise<boolean> {
  return personId !== null && (await requesterFactsOf(tx, personId)).suspended
}
