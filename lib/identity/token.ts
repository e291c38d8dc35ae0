import { randomBytes } from 'node:crypto'
import { sha256Hex } from '../kernel/canonical'
import { Secret } from '../kernel/secret'

/** A new sign-in token: 256 random bits, so that its plain SHA-256 cannot be searched for. */
export function newSignInToken(): Secret {
  return new Secret(randomBytes(32).toString('base64url'))
}

/** What the database keeps of a token: worth nothing to who reads it there. */
export function tokenHash(token: Secret): string {
  return sha256Hex(token.reveal())
}

/**
 * The cookie that holds the token. With `__Host-` the browser itself sees to it that no other host or path of the
 * domain can set it (RFC 6265bis, 4.1.3.2); browsers accept that name over https only.
 */
export function signInCookie(portalUrl: string) {
  const secure = portalUrl.startsWith('https:')
  const name = secure ? '__Host-daypass-sign-in' : 'daypass-sign-in'
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } as const
}
