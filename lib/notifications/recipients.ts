import type { StoredEvent } from '../audit/index'
import { pinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { findGrant } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { namedPeople } from '../identity/index'
import type { NamedPerson } from '../identity/index'
import type { MailContext } from './context'
import { remindAt } from './machine'
import { claimPolicyNews } from './mail-store'
import { policyReaders } from './policy-readers'
import { isKeptOut } from './reader'
import type { Addressees } from './readers'
import { addresseesOfRequest } from './request-recipients'

const NOBODY: readonly Addressees[] = []

/** Whom an event is mail for, as things stand now. An event about which nobody gets mail has no addressees. */
export async function addresseesOf(
  tx: Transaction,
  ctx: MailContext,
  event: StoredEvent,
): Promise<readonly Addressees[]> {
  const { grantId } = event.about
  switch (event.type) {
    case 'grant.opened':
      return onGrant(tx, grantId, (grant) => reminded(grant, grant.startsAt))
    case 'grant.extended':
      return onGrant(tx, grantId, (grant) => reminded(grant, new Date(event.occurredAt)))
    case 'grant.started':
      return onGrant(tx, grantId, (grant) => [
        { kind: event.data['stopped'] === null ? 'ready' : 'undelivered', people: [holder(grant)] },
      ])
    case 'grant.expired':
    case 'grant.relinquished':
    case 'grant.revoked':
      return onGrant(tx, grantId, (grant) => [{ kind: 'ended', people: [holder(grant)] }])
    case 'secret.delivered':
      return onGrant(tx, grantId, (grant) => [{ kind: 'ready', people: [holder(grant)] }])
    case 'secret.failed':
      return onGrant(tx, grantId, async (grant) => [
        { kind: 'undelivered', people: [...(await owners(tx, grant)), holder(grant)] },
      ])
    case 'policy.failed':
      return whoMendsPolicy(tx, ctx, event.about.entitlementId)
    default:
      return addresseesOfRequest(tx, ctx, event)
  }
}

async function onGrant(
  tx: Transaction,
  grantId: string | undefined,
  tell: (grant: GrantRow) => readonly Addressees[] | Promise<readonly Addressees[]>,
): Promise<readonly Addressees[]> {
  const grant = grantId === undefined ? null : await findGrant(tx, grantId)
  if (grant === null) return NOBODY
  const told = await tell(grant)
  if (!(await isKeptOut(tx, holder(grant)))) return told
  return told.map((one) => ({
    ...one,
    people: one.people.filter(({ personId }) => personId !== grant.personId),
  }))
}

function reminded(grant: GrantRow, from: Date): readonly Addressees[] {
  const dueAt = remindAt(from, grant.endsAt)
  return dueAt === null ? NOBODY : [{ kind: 'ending', people: [holder(grant)], dueAt }]
}

async function whoMendsPolicy(
  tx: Transaction,
  ctx: MailContext,
  entitlementId: string | undefined,
): Promise<readonly Addressees[]> {
  const told = entitlementId === undefined ? null : await policyReaders(tx, ctx, entitlementId)
  if (entitlementId === undefined || told === null || !(await claimPolicyNews(tx, entitlementId)))
    return NOBODY
  return [{ kind: 'policy', people: told.readers }]
}

/** Whose grant it is. */
export function holder({ person }: GrantRow): NamedPerson {
  return { personId: person.id, name: person.name, handle: person.handle, email: person.email }
}

/** Who answers for what was granted, as things stand now. */
export async function owners(tx: Transaction, grant: GrantRow): Promise<NamedPerson[]> {
  const { current } = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  return namedPeople(tx, { groups: [current.definition.owner.group], people: [] })
}
