import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import { addMinutes } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import type { ErrorCode } from '../kernel/errors'
import { newId } from '../kernel/ids'
import type { Secret } from '../kernel/secret'
import type { IdentityClaims } from './claims'
import type { SystemContext } from './context'
import { personChanged, personCreated, signInRefused, signInStarted } from './events'
import type { SignInRules } from './rules'
import { endSignInWithin } from './sign-out'
import { isSuspended } from './suspension-store'
import * as store from './store'
import type { PersonRow } from './store'
import { newSignInToken, tokenHash } from './token'

export type SignInOutcome =
  | { status: 'started'; token: Secret; personId: string; expiresAt: Date }
  | { status: 'refused'; error: DaypassError }

/**
 * Signs in whom the identity provider vouches for. The browser's present sign-in ends first, whoever's it is and
 * whatever comes of the new one, so that two identities never meet in one. A refusal commits too (its event does), and
 * comes back as a value: `ERR_SUSPENDED`, `ERR_HANDLE_CHANGED`.
 */
export async function startSignIn(
  ctx: SystemContext,
  rules: SignInRules,
  { claims, presentToken }: { claims: IdentityClaims; presentToken: Secret | undefined },
): Promise<SignInOutcome> {
  return ctx.inTransaction(async (tx) => {
    // The person first, then sign-ins: in that order a suspension takes them too.
    const known = await store.lockPerson(tx, claims)
    if (presentToken !== undefined) await endSignInWithin(tx, presentToken, 'replaced')
    const now = await databaseNow(tx)
    const refusal = known && (await refusalOf(tx, known, claims))
    if (known !== undefined && refusal !== undefined) return refuse(tx, known, refusal, now)
    const person = known ?? (await firstSignIn(tx, claims, now))
    await refresh(tx, person, claims, now)
    return open(tx, person, claims, { now, expiresAt: addMinutes(now, rules.absoluteMinutes) })
  })
}

type Refusal = { error: DaypassError; claimedHandle?: string }

async function refusalOf(
  tx: Transaction,
  person: PersonRow,
  { handle }: IdentityClaims,
): Promise<Refusal | undefined> {
  if (await isSuspended(tx, person.id))
    return {
      error: new DaypassError('ERR_SUSPENDED', 'Your access to Daypass is suspended. Ask an administrator.'),
    }
  if (person.handle === handle) return undefined
  // Text names people by handle: one that moved to somebody else would move their rights along.
  const sentence =
    'Your identity provider now gives you another handle than the one Daypass knows you by. Ask your administrator: a handle never changes.'
  return { error: new DaypassError('ERR_HANDLE_CHANGED', sentence), claimedHandle: handle }
}

async function refuse(
  tx: Transaction,
  person: PersonRow,
  { error, ...claimed }: Refusal,
  at: Date,
): Promise<SignInOutcome> {
  const stamp = { at, actor: actorOf(person) }
  await append(tx, signInRefused(stamp, { personId: person.id }, { code: error.code, ...claimed }))
  return { status: 'refused', error }
}

async function firstSignIn(tx: Transaction, claims: IdentityClaims, now: Date): Promise<PersonRow> {
  const person = await store.createPerson(tx, claims, now)
  await append(tx, personCreated({ at: now, actor: actorOf(person) }, person.id, person.code, claims))
  return person
}

async function refresh(tx: Transaction, person: PersonRow, claims: IdentityClaims, at: Date): Promise<void> {
  const { name, email, managerHandle } = claims
  if (person.name === name && person.email === email && person.managerHandle === managerHandle) return
  const now = { name, email, managerHandle }
  await store.updatePerson(tx, person.id, now)
  await append(tx, personChanged({ at, actor: actorOf({ ...person, name }) }, person.id, now))
}

async function open(
  tx: Transaction,
  person: PersonRow,
  claims: IdentityClaims,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<SignInOutcome> {
  const { groups, authenticatedAt, name } = claims
  const token = newSignInToken()
  const signInId = newId()
  const personId = person.id
  await store.replaceMemberships(tx, personId, groups, expiresAt)
  await store.createSignIn(tx, {
    id: signInId,
    personId,
    tokenHash: tokenHash(token),
    createdAt: now,
    expiresAt,
    authenticatedAt,
  })
  const actor: EventActor = { ...actorOf({ ...person, name }), signInId }
  await append(
    tx,
    signInStarted({ at: now, actor }, { personId, signInId }, { groups, authenticatedAt, expiresAt }),
  )
  return { status: 'started', token, personId, expiresAt }
}

function actorOf(person: { id: string; handle: string; name: string }) {
  return { kind: 'person', personId: person.id, handle: person.handle, name: person.name } as const
}

/** Writes down that the identity provider vouched for somebody whose claims Daypass could not use. */
export async function noteUnusableClaims(ctx: SystemContext, code: ErrorCode): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    await append(tx, signInRefused({ at: await databaseNow(tx), actor: { kind: 'stranger' } }, {}, { code }))
  })
}
