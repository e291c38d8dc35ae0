import type { StoredEvent } from '../audit/index'
import { pinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import { findGrant } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { namedPeople } from '../identity/index'
import type { NamedPerson, SystemContext } from '../identity/index'
import { requestNews } from '../requests/index'
import { remindAt } from './machine'
import type { MailKind } from './schema'

/** Who is to be told of an event, and not before when. */
export type Addressees = {
  kind: MailKind
  people: readonly NamedPerson[]
  dueAt?: Date
}

const NOBODY: readonly Addressees[] = []

/** Whom an event is mail for, as things stand now. An event about which nobody gets mail has no addressees. */
export async function addresseesOf(
  tx: Transaction,
  ctx: SystemContext,
  event: StoredEvent,
): Promise<readonly Addressees[]> {
  const { requestId, grantId } = event.about
  switch (event.type) {
    case 'request.submitted':
      return approvers(tx, ctx, requestId, -1)
    case 'decision.made':
      return approvers(tx, ctx, requestId, Number(event.data['stageIndex']))
    case 'request.approved':
    case 'request.denied':
    case 'request.lapsed':
      return requester(tx, ctx, requestId)
    case 'grant.opened':
      return onGrant(tx, grantId, reminded)
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
    default:
      return NOBODY
  }
}

// Whoever decides next is asked once: at the submission for the first stage, at the decision that opened a later one.
async function approvers(
  tx: Transaction,
  ctx: SystemContext,
  requestId: string | undefined,
  afterStage: number,
): Promise<readonly Addressees[]> {
  const news = requestId === undefined ? undefined : await requestNews(tx, ctx.clouds, requestId)
  const open = news?.open ?? null
  return open === null || open.index <= afterStage ? NOBODY : [{ kind: 'wanted', people: open.approvers }]
}

async function requester(
  tx: Transaction,
  ctx: SystemContext,
  requestId: string | undefined,
): Promise<readonly Addressees[]> {
  const news = requestId === undefined ? undefined : await requestNews(tx, ctx.clouds, requestId)
  return news === undefined ? NOBODY : [{ kind: 'decided', people: [news.requester] }]
}

async function onGrant(
  tx: Transaction,
  grantId: string | undefined,
  tell: (grant: GrantRow) => readonly Addressees[] | Promise<readonly Addressees[]>,
): Promise<readonly Addressees[]> {
  const grant = grantId === undefined ? null : await findGrant(tx, grantId)
  return grant === null ? NOBODY : tell(grant)
}

function reminded(grant: GrantRow): readonly Addressees[] {
  const dueAt = remindAt(grant.startsAt, grant.endsAt)
  return dueAt === null ? NOBODY : [{ kind: 'ending', people: [holder(grant)], dueAt }]
}

/** Whose grant it is. */
export function holder({ person }: GrantRow): Addressees['people'][number] {
  return { personId: person.id, name: person.name, handle: person.handle, email: person.email }
}

/** Who answers for what was granted, as things stand now. */
export async function owners(tx: Transaction, grant: GrantRow): Promise<NamedPerson[]> {
  const { current } = await pinnedEntitlement(tx, grant.entitlementId, grant.entitlementVersionId)
  return namedPeople(tx, { groups: [current.definition.owner.group], people: [] })
}
