import type { StoredEvent } from '../audit/index'
import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { MailContext } from './context'
import { insertMails } from './mail-store'
import { choiceOf } from './preferences'
import { choicesOf } from './preference-store'
import { addresseesOf } from './recipients'
import type { Addressees } from './readers'

/**
 * Writes the mails that an event is cause for, with their jobs: one per address, never a second one, however often it is
 * called (invariant 7). Nothing is sent here, so that a provider that is down holds nothing up.
 */
export async function writeMails(tx: Transaction, ctx: MailContext, event: StoredEvent): Promise<void> {
  const now = await databaseNow(tx)
  for (const { kind, people, dueAt = now } of await addresseesOf(tx, ctx, event)) {
    const ids = people.flatMap(({ personId }) => personId ?? [])
    const chosen = await choicesOf(tx, ids, kind)
    const willing = people.filter(
      ({ personId }) => choiceOf(kind, personId === null ? undefined : chosen.get(personId)) !== 'none',
    )
    const about = { requestId: event.about.requestId ?? null, grantId: event.about.grantId ?? null }
    const mails = withAddresses(willing).map((to) => ({
      ...about,
      ...to,
      eventId: event.id,
      kind,
      createdAt: now,
      dueAt,
    }))
    await insertMails(tx, mails, now)
  }
}

/** Who has an address, each address once: two accounts with one address are one reader. */
function withAddresses(people: Addressees['people']) {
  const byAddress = new Map<string, { personId: string | null; name: string; address: string }>()
  for (const { personId, name, email } of people)
    if (email !== null && !byAddress.has(email.toLowerCase()))
      byAddress.set(email.toLowerCase(), { personId, name, address: email })
  return [...byAddress.values()]
}
