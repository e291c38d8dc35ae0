import { authOptions, PROVIDER } from '@/lib/identity/auth-options'
import type { SignInParts } from '@/lib/identity/auth-options'
import { signInCookie } from '@/lib/identity/index'
import { log } from '@/lib/kernel/log'
import { Secret } from '@/lib/kernel/secret'
import { asDaypassError } from './answer'
import { callNextAuth } from './next-auth'
import type { NextAuthAnswer } from './next-auth'
import { handOver } from './plain-page'
import { requestCookies } from './request-cookies'
import { safePath } from './safe-path'

/** The way to `/sign-in` with the reason why it has to be tried again. */
export function signInAgain(code: string): string {
  return `/sign-in?error=${encodeURIComponent(code)}`
}

/**
 * First step: sends the browser to the identity provider, with state, nonce and PKCE verifier in sealed cookies of its
 * own. `from` is the path to come back to; `fresh` has the provider ask anew who it is. Call it for same-origin POSTs only.
 */
export async function beginSignIn(
  parts: SignInParts,
  from: string | undefined,
  { fresh = false } = {},
): Promise<Response> {
  const options = authOptions(parts, undefined, () => undefined, { fresh })
  // next-auth wants its own proof against forged calls besides; it hands that out itself.
  const csrf = await callNextAuth(options, { method: 'GET', path: ['csrf'], query: {}, cookies: {} })
  const { csrfToken } = csrf.body as { csrfToken: string }
  const cookies = requestCookies(csrf.setCookies.map((cookie) => cookie.split(';')[0]).join('; '))
  const body = { csrfToken, callbackUrl: `${parts.system.portalUrl}${safePath(from)}` }
  const answer = await callNextAuth(options, {
    method: 'POST',
    path: ['signin', PROVIDER],
    query: {},
    cookies,
    body,
  })
  const failure = failureOf(answer, parts.system.portalUrl)
  if (failure !== undefined) return seeOther(signInAgain(failure), answer.setCookies)
  return handOver(answer.location ?? '/', setting(answer.setCookies))
}

/** Second step: the identity provider sent the browser back. Whoever was signed in here before is not any more. */
export async function finishSignIn(parts: SignInParts, request: Request): Promise<Response> {
  const cookies = requestCookies(request.headers.get('cookie') ?? '')
  const present = cookies[signInCookie(parts.system.portalUrl).name]
  let refusal: string | undefined
  const options = authOptions(parts, present === undefined ? undefined : new Secret(present), (error) => {
    const known = asDaypassError(error, request.headers.get('x-request-id') ?? 'none')
    if (known.status >= 500) log.error({ err: error }, 'sign-in')
    refusal = known.code
  })
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const answer = await callNextAuth(options, { method: 'GET', path: ['callback', PROVIDER], query, cookies })
  const failure = refusal ?? failureOf(answer, parts.system.portalUrl)
  return seeOther(failure === undefined ? backTo(answer.location) : signInAgain(failure), answer.setCookies)
}

// next-auth reports what went wrong by sending the browser to pages of its own, which Daypass does not have.
function failureOf({ location }: NextAuthAnswer, portalUrl: string): string | undefined {
  if (location === undefined) return 'Callback'
  const url = new URL(location, portalUrl)
  const own =
    url.origin === portalUrl && (url.pathname.startsWith('/api/auth/') || url.pathname === '/sign-in')
  return own ? (url.searchParams.get('error') ?? 'Callback') : undefined
}

function backTo(location: string | undefined): string {
  const url = new URL(location ?? '/', 'http://portal.invalid')
  return safePath(`${url.pathname}${url.search}`)
}

function setting(cookies: readonly string[]): Headers {
  return new Headers(cookies.map((cookie): [string, string] => ['set-cookie', cookie]))
}

function seeOther(path: string, cookies: readonly string[]): Response {
  const headers = setting(cookies)
  headers.set('location', path)
  headers.set('cache-control', 'no-store')
  return new Response(null, { status: 303, headers })
}
