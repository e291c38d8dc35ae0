import { pinnedEntitlement } from '../catalog/index'
import { findGrant, grantSummary, whyStopped } from '../grants/index'
import type { GrantRow } from '../grants/index'
import type { NamedPerson } from '../identity/index'
import type { Letter } from '../ports/letter'
import type { Composing } from './composing'
import { endedLetter } from './letters/ended-letter'
import { endingLetter, readyLetter, startedLetter, undeliveredLetter } from './letters/grant-letters'
import { readerAmong, to } from './reader'
import type { Composed } from './reader'
import { holder, owners } from './recipients'
import { deliveredSecret, deliveryFailure } from './secret-news'

/** What is said of a grant to whom it was granted, and to who answers for it. */
export async function composeAboutGrant(composing: Composing): Promise<Composed | null> {
  const { tx, mail, now } = composing
  const row = mail.grantId === null ? null : await findGrant(tx, mail.grantId)
  if (row === null) return null
  const requester = readerAmong([holder(row)], mail)
  if (requester !== undefined) return tell(composing, row, requester, await toHolder(composing, row))
  const failure = mail.kind === 'undelivered' ? deliveryFailure(composing.event) : undefined
  const grant = grantSummary(row, now)
  if (failure === undefined || grant.status === 'ended') return null
  const owner = readerAmong(await owners(tx, row), mail)
  return tell(composing, row, owner, undeliveredLetter(grant, failure, 'owner', composing.ctx.portalUrl))
}

function tell(
  { tx }: Composing,
  { requestId }: GrantRow,
  reader: NamedPerson | undefined,
  letter: Letter | null,
): Promise<Composed | null> {
  return letter === null ? Promise.resolve(null) : to(tx, reader, letter, requestId)
}

async function toHolder(composing: Composing, row: GrantRow): Promise<Letter | null> {
  const { tx, ctx, mail, event, now } = composing
  const grant = grantSummary(row, now)
  if (mail.kind === 'ended')
    return grant.status === 'ended'
      ? endedLetter(grant, { by: row.endedBy, comment: row.endComment }, ctx.portalUrl)
      : null
  if (grant.status === 'ended') return null
  if (event.type === 'grant.started')
    return startedLetter(grant, await whyStopped(tx, ctx, row), ctx.portalUrl)
  if (mail.kind === 'ending') {
    // Another end than the one to be reminded of has an event, and so a reminder, of its own.
    if (event.data['endsAt'] !== grant.endsAt) return null
    return endingLetter(grant, { now, extensible: await isExtensible(composing, row) }, ctx.portalUrl)
  }
  const secret = mail.kind === 'ready' ? deliveredSecret(event) : undefined
  if (secret !== undefined) return readyLetter(grant, secret, ctx.portalUrl)
  const failure = mail.kind === 'undelivered' ? deliveryFailure(event) : undefined
  return failure === undefined ? null : undeliveredLetter(grant, failure, 'requester', ctx.portalUrl)
}

async function isExtensible({ tx }: Composing, row: GrantRow): Promise<boolean> {
  const { pinned, current } = await pinnedEntitlement(tx, row.entitlementId, row.entitlementVersionId)
  return [pinned, current].every(({ definition }) => definition.approval.extension !== undefined)
}
