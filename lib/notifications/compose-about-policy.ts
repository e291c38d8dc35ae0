import type { Composing } from './composing'
import { policyFailedLetter } from './letters/policy-letter'
import { policyReaders } from './policy-readers'
import { readerAmong, to } from './reader'
import type { Composed } from './reader'

/** What is said to those who can have an approval policy mended. */
export async function composeAboutPolicy({ tx, ctx, mail, event }: Composing): Promise<Composed | null> {
  const { entitlementId } = event.about
  const told = entitlementId === undefined ? null : await policyReaders(tx, ctx, entitlementId)
  const reader = told === null ? undefined : readerAmong(told.readers, mail)
  if (entitlementId === undefined || told === null || reader === undefined) return null
  const { failures } = event.data
  const policy = {
    entitlementId,
    entitlementName: told.entitlementName,
    asker: event.actor.kind === 'person' ? event.actor.name : 'Somebody',
    failures: Array.isArray(failures) ? failures.filter((one) => typeof one === 'string') : [],
    at: new Date(event.occurredAt),
  }
  return to(tx, reader, policyFailedLetter(policy, reader.as, ctx.portalUrl), null)
}
