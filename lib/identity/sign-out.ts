import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import type { Transaction } from '../db/client'
import { databaseNow } from '../db/transaction'
import type { Secret } from '../kernel/secret'
import type { SystemContext } from './context'
import { signInEnded } from './events'
import type { SignInEnd } from './events'
import type { SignInRules } from './rules'
import * as store from './store'
import type { SignInRow } from './store'
import { tokenHash } from './token'

/** Ends the browser's sign-in at once, on every page and stream that uses it. Ending what has ended changes nothing. */
export async function signOut(ctx: SystemContext, token: Secret): Promise<void> {
  await ctx.inTransaction((tx) => endSignInWithin(tx, token, 'signed-out'))
}

/** The same within another verb's transaction. */
export async function endSignInWithin(tx: Transaction, token: Secret, reason: SignInEnd): Promise<void> {
  const ended = await store.deleteSignIn(tx, tokenHash(token))
  if (ended !== undefined) await appendEnded(tx, ended, reason, await databaseNow(tx))
}

/**
 * Clears away sign-ins that passed a limit, so that the log tells their end and open pages learn of it. Nothing
 * depends on it: a sign-in past a limit is refused from that moment on. Answers how many there were (100 at most).
 */
export async function endLapsedSignIns(ctx: SystemContext, rules: SignInRules): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const lapsed = await store.deleteLapsedSignIns(tx, rules.idleMinutes)
    const now = await databaseNow(tx)
    for (const row of lapsed) await appendEnded(tx, row, row.expired ? 'expired' : 'idle', now)
    return lapsed.length
  })
}

/** Ends every sign-in of a person, as part of what `stamp` says happened to them. */
export async function endAllSignIns(
  tx: Transaction,
  { id: personId, name }: { id: string; name: string },
  stamp: { at: Date; actor: EventActor },
): Promise<void> {
  for (const signInId of await store.deleteSignInsOf(tx, personId))
    await append(tx, signInEnded(stamp, { personId, signInId }, { reason: 'suspended', name }))
}

async function appendEnded(tx: Transaction, row: SignInRow, reason: SignInEnd, at: Date): Promise<void> {
  const { id: signInId, personId, handle, name } = row
  const byPerson = reason === 'signed-out' || reason === 'replaced'
  const actor = byPerson
    ? ({ kind: 'person', personId, handle, name, signInId } as const)
    : ({ kind: 'daypass' } as const)
  await append(tx, signInEnded({ at, actor }, { personId, signInId }, { reason, name }))
}
