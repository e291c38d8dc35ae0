import type { EventActor, NewEvent } from '../audit/index'
import type { ErrorCode } from '../kernel/errors'
import type { IdentityClaims } from './claims'

/** Why a sign-in ended: by its person, by the next sign-in in the same browser, or by one of its two limits. */
export type SignInEnd = 'signed-out' | 'replaced' | 'idle' | 'expired'

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

export function signInEnded(
  { at, actor }: Stamp,
  about: SignInIds,
  data: { reason: SignInEnd },
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
  const { issuer, subject, handle, name, email } = claims
  return {
    type: 'person.created',
    at,
    actor,
    about: { personId },
    data: { code, issuer, subject, handle, name, email },
  }
}

/** The identity provider gives a person another name or address than before. */
export function personChanged(
  { at, actor }: Stamp,
  personId: string,
  data: { name: string; email: string | null },
): NewEvent<'person.changed'> {
  return { type: 'person.changed', at, actor, about: { personId }, data }
}
