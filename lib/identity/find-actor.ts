import type { Secret } from '../kernel/secret'
import type { SystemContext } from './context'
import { rolesOf } from './rules'
import type { SignInRules } from './rules'
import type { Actor } from './schema'
import * as store from './store'
import { tokenHash } from './token'

/**
 * Whoever holds this sign-in token, as their sign-in says now, or undefined when it has ended or passed a limit (the
 * database's clock says so). Being asked for counts as being in use, for the idle limit.
 */
export async function findActor(
  ctx: SystemContext,
  rules: SignInRules,
  token: Secret,
): Promise<Actor | undefined> {
  return ctx.inTransaction(async (tx) => {
    const found = await store.findLiveSignIn(tx, tokenHash(token), rules.idleMinutes, true)
    if (found === undefined) return undefined
    return { ...found, roles: rolesOf(found.groups, rules) }
  })
}

/** The id of the sign-in with this token while it lives. An open stream asks: that alone is no use of it. */
export async function findSignInId(
  ctx: SystemContext,
  rules: SignInRules,
  token: Secret,
): Promise<string | undefined> {
  return ctx.inTransaction(
    async (tx) => (await store.findLiveSignIn(tx, tokenHash(token), rules.idleMinutes))?.signInId,
  )
}
