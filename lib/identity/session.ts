import { cookies } from 'next/headers'
import { Secret } from '../kernel/secret'
import type { SystemContext } from './context'
import { findActor } from './find-actor'
import type { SignInRules } from './rules'
import type { Actor } from './schema'
import { signInCookie } from './token'

/** The sign-in token that this call's browser sent. */
export async function readSignInToken(portalUrl: string): Promise<Secret | undefined> {
  const value = (await cookies()).get(signInCookie(portalUrl).name)?.value
  return value === undefined || value === '' ? undefined : new Secret(value)
}

/** Who makes this call. Undefined when nobody is signed in, or the sign-in has ended or passed a limit. */
export async function readCurrentActor(ctx: SystemContext, rules: SignInRules): Promise<Actor | undefined> {
  const token = await readSignInToken(ctx.portalUrl)
  return token === undefined ? undefined : findActor(ctx, rules, token)
}
