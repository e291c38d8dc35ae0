import type { AuthOptions } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import { DaypassError } from '../kernel/errors'
import { log } from '../kernel/log'
import type { Secret } from '../kernel/secret'
import { readClaims } from './claims'
import type { SystemContext } from './context'
import type { SignInRules } from './rules'
import { noteUnusableClaims, startSignIn } from './sign-in'
import type { SignInOutcome } from './sign-in'
import { signInCookie } from './token'

/** The provider's name within next-auth: part of the redirect address `/api/auth/callback/oidc`. */
export const PROVIDER = 'oidc'

export type SignInSettings = { clientSecret: Secret; cookieSecret: Secret; scopes: string }
export type SignInParts = { system: SystemContext; rules: SignInRules; settings: SignInSettings }

/**
 * next-auth for one call. It does the protocol (code, PKCE, state, nonce, id_token); who signs in is Daypass's own verb,
 * run once the id_token is verified. `refused` hears why nobody was let in; `fresh` has the provider ask anew who it is.
 */
export function authOptions(
  { system, rules, settings }: SignInParts,
  presentToken: Secret | undefined,
  refused: (error: unknown) => void,
  { fresh = false } = {},
): AuthOptions {
  let outcome: SignInOutcome | undefined
  const secure = system.portalUrl.startsWith('https:')
  return {
    secret: settings.cookieSecret.reveal(),
    useSecureCookies: secure,
    cookies: { sessionToken: signInCookie(system.portalUrl) },
    session: { strategy: 'database', maxAge: rules.absoluteMinutes * 60 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/signed-out' },
    providers: [oidcProvider(rules, settings, fresh)],
    logger: {
      error: (code, detail) => {
        log.warn({ code, reason: reasonOf(detail) }, 'sign-in')
      },
      warn: () => undefined,
      debug: () => undefined,
    },
    adapter: adapterOver(() => (outcome?.status === 'started' ? outcome : undefined)),
    callbacks: {
      signIn: async ({ profile }) => {
        try {
          outcome = await startSignIn(system, rules, {
            claims: readClaims(rules, { ...profile }),
            presentToken,
          })
        } catch (error) {
          refused(error)
          if (error instanceof DaypassError) await noteUnusableClaims(system, error.code)
          return false
        }
        if (outcome.status === 'refused') refused(outcome.error)
        return outcome.status === 'started'
      },
    },
  }
}

function oidcProvider(
  rules: SignInRules,
  settings: SignInSettings,
  fresh: boolean,
): AuthOptions['providers'][number] {
  // `max_age` makes the provider say `auth_time`; `prompt=login` has it ask anew (OpenID Connect Core 1.0, 3.1.2.1).
  const when = fresh ? { prompt: 'login', max_age: 0 } : { max_age: rules.absoluteMinutes * 60 }
  return {
    id: PROVIDER,
    name: 'OpenID Connect',
    type: 'oauth',
    wellKnown: `${rules.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: rules.clientId,
    clientSecret: settings.clientSecret.reveal(),
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: settings.scopes, ...when } },
    profile: (claims: { sub: string }) => ({ id: claims.sub }),
  }
}

/**
 * What next-auth asks of a database. It sees only what `startSignIn` did in this very call: there is no present
 * sign-in to link to, nobody to find by address, and nothing of its own to create, so no token of the provider is kept.
 */
function adapterOver(started: () => Extract<SignInOutcome, { status: 'started' }> | undefined): Adapter {
  const user = (id: string) => ({ id, email: '', emailVerified: null })
  const never = () => {
    throw new DaypassError('ERR_INTERNAL', 'Daypass creates and links people by itself.')
  }
  return {
    getUserByAccount: () => {
      const personId = started()?.personId
      return personId === undefined ? null : user(personId)
    },
    getUserByEmail: () => null,
    getSessionAndUser: () => null,
    createUser: never,
    linkAccount: never,
    createSession: () => {
      const own = started()
      if (own === undefined) return never()
      return { sessionToken: own.token.reveal(), userId: own.personId, expires: own.expiresAt }
    },
  }
}

// Of an error of the protocol, its name and its message: details may hold tokens.
function reasonOf(detail: unknown): string {
  const error = detail instanceof Error ? detail : (detail as { error?: unknown } | undefined)?.error
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
}
