import { z } from 'zod'
import { log } from '../kernel/log'
import type { SignInRules } from './rules'

const metadata = z.object({
  issuer: z.string(),
  end_session_endpoint: z.url({ protocol: /^https?$/ }).optional(),
})

/**
 * Where the browser also signs out at the identity provider (OpenID Connect RP-Initiated Logout 1.0, section 2), to
 * come back to `returnTo`. Daypass keeps no id_token, so it names itself by `client_id`. Undefined when the provider
 * offers none or does not answer within three seconds.
 */
export async function providerSignOutUrl(rules: SignInRules, returnTo: string): Promise<string | undefined> {
  try {
    const address = `${rules.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const response = await fetch(address, { signal: AbortSignal.timeout(3000), redirect: 'error' })
    const known = metadata.parse(await response.json())
    if (known.issuer !== rules.issuer || known.end_session_endpoint === undefined) return undefined
    const url = new URL(known.end_session_endpoint)
    url.searchParams.set('client_id', rules.clientId)
    url.searchParams.set('post_logout_redirect_uri', returnTo)
    return url.href
  } catch (error) {
    log.warn({ err: error }, 'the identity provider could not be asked where to sign out')
    return undefined
  }
}
