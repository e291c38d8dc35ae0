import { providerSignOutUrl, signInCookie, signOut } from '@/lib/identity/index'
import type { SignInParts } from '@/lib/identity/auth-options'
import { Secret } from '@/lib/kernel/secret'
import { handOver } from './plain-page'
import { requestCookies } from './request-cookies'

/** Ends the browser's sign-in here at once and sends it to end the one at the identity provider too. Same-origin POSTs only. */
export async function finishSignOut({ system, rules }: SignInParts, request: Request): Promise<Response> {
  const cookie = signInCookie(system.portalUrl)
  const token = requestCookies(request.headers.get('cookie') ?? '')[cookie.name]
  if (token !== undefined) await signOut(system, new Secret(token))
  const returnTo = `${system.portalUrl}/signed-out`
  const headers = new Headers({ 'set-cookie': expired(cookie) })
  return handOver((await providerSignOutUrl(rules, returnTo)) ?? `${returnTo}?provider=no`, headers)
}

function expired({ name, options }: ReturnType<typeof signInCookie>): string {
  return `${name}=; Path=${options.path}; Max-Age=0; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}`
}
