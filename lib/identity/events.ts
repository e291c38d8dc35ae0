import type { EventActor, NewEvent } from '../audit/index'
import type { ErrorCode } from '../kernel/errors'
import type { IdentityClaims } from './claims'

/**
 * Why a sign-in ended: by its person, by the next sign-in in the same browser, by one of its two limits, or because an
 * administrator suspended its person.
 */
export type SignInEnd = 'signed-out' | 'replaced' | 'idle' | 'expired' | 'suspended'

type Stamp = { at: Date; actor: EventActor }
type SignInIds = { personId: string; signInId: string }

/** Somebody signed in; the groups are what the identity provider said, and count until `expiresAt`. */
export function signInStarted(
  { at, actor }: Stamp,
  about: SignInIds,
  data: { groups: readonly string[]; authenticatedAt: Date; expiresAt: Date },
): NewEvent<'sign-in.started'> {
  const { groups, authenticatedAt, expiresAt } = data
  return {
    type: 'sign-in.started',
    at,
    actor,
    about,
    data: { groups, authenticatedAt: authenticatedAt.toISOString(), expiresAt: expiresAt.toISOString() },
  }
}

/** The identity provider vouched for somebody whom Daypass did not let in. */
export function signInRefused(
  { at, actor }: Stamp,
  about: { personId?: string },
  data: { code: ErrorCode; claimedHandle?: string },
): NewEvent<'sign-in.refused'> {
  return { type: 'sign-in.refused', at, actor, about, data }
}

/** A sign-in ended; `name` is its person's, who need not be the actor. */
export function signInEnded(
  { at, actor }: Stamp,
  about: SignInIds,
  data: { reason: SignInEnd; name: string },
): NewEvent<'sign-in.ended'> {
  return { type: 'sign-in.ended', at, actor, about, data }
}

/** Somebody signed in for the first time. */
export function personCreated(
  { at, actor }: Stamp,
  personId: string,
  code: string,
  claims: IdentityClaims,
): NewEvent<'person.created'> {
  const { issuer, subject, handle, name, email, managerHandle } = claims
  return {
    type: 'person.created',
    at,
    actor,
    about: { personId },
    data: { code, issuer, subject, handle, name, email, managerHandle },
  }
}

/** The identity provider gives a person another name, address or manager than before. */
export function personChanged(
  { at, actor }: Stamp,
  personId: string,
  data: { name: string; email: string | null; managerHandle: string | null },
): NewEvent<'person.changed'> {
  return { type: 'person.changed', at, actor, about: { personId }, data }
}

type Named = { id: string; name: string; handle: string }

/** An administrator keeps somebody out from now on. */
export function personSuspended(
  { at, actor }: Stamp,
  { id: personId, name, handle }: Named,
  reason: string,
): NewEvent<'person.suspended'> {
  return { type: 'person.suspended', at, actor, about: { personId }, data: { name, handle, reason } }
}

/** An administrator lets a suspended person in again. */
export function personReinstated(
  { at, actor }: Stamp,
  { id: personId, name, handle }: Named,
): NewEvent<'person.reinstated'> {
  return { type: 'person.reinstated', at, actor, about: { personId }, data: { name, handle } }
}

type DelegationFacts = {
  id: string
  from: Named
  to: Named
  startsAt: Date
  endsAt: Date
  comment: string | null
}

/** Somebody named a stand-in for a time. */
export function delegationMade(stamp: Stamp, delegation: DelegationFacts): NewEvent<'delegation.made'> {
  return { type: 'delegation.made', ...aboutDelegation(stamp, delegation) }
}

/** One of the two ended a delegation before its time. */
export function delegationEnded(stamp: Stamp, delegation: DelegationFacts): NewEvent<'delegation.ended'> {
  // What was typed belongs to whoever made it.
  return { type: 'delegation.ended', ...aboutDelegation(stamp, { ...delegation, comment: null }) }
}

function aboutDelegation(stamp: Stamp, { id, from, to, startsAt, endsAt, comment }: DelegationFacts) {
  const window = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
  return {
    ...stamp,
    about: { personId: from.id },
    data: {
      ...{ delegationId: id, fromHandle: from.handle, fromName: from.name },
      ...{ toPersonId: to.id, toHandle: to.handle, toName: to.name, ...window, comment },
    },
  }
}
