import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import type { Answer } from '../http'
import type { Sandbox } from '../sandbox'
import type { RoleSession, SigninToken } from '../state'
import { closeConsole, findConsole, hasEnded, openConsole, sameIdentity } from './console-sessions'
import { cookieHeader, readCookie } from './cookies'
import { consolePath } from './destination'
import { SIGNIN_TOKEN_SECONDS } from './get-signin-token'
import { mustLogOutFirst } from './pages'

export const SIGNIN_COOKIE = 'sandbox_signin'

function readToken({ state }: Sandbox, text: string | undefined): { token: SigninToken; role: RoleSession } {
  const token = text === undefined ? undefined : state.signinTokens.get(text)
  const role = token && state.sessions.get(token.accessKeyId)
  if (!token || !role) throw new AwsError('InvalidSigninToken', 'The sign-in token is not valid.')
  const ageMs = sandboxNow(state).getTime() - new Date(token.createdAt).getTime()
  if (ageMs > SIGNIN_TOKEN_SECONDS * 1000) {
    throw new AwsError('ExpiredSigninToken', 'The sign-in token has expired: it is valid for 15 minutes.')
  }
  if (sandboxNow(state) >= new Date(role.expiresAt)) {
    throw new AwsError('ExpiredCredentials', 'The credentials of this sign-in have expired.')
  }
  return { token, role }
}

function readDestination({ origins }: Sandbox, text: string | undefined): string {
  const path = text === undefined ? null : consolePath(text, origins.console)
  if (path === null)
    throw new AwsError('InvalidDestination', 'The Destination is not an address of the console.')
  return path
}

/**
 * Opens a console session and sends the browser to the console's origin with a code that works once. While another
 * identity's console is open in this browser, it says so instead. Throws `AwsError` for a bad token or destination.
 */
export function login(
  sandbox: Sandbox,
  fields: ReadonlyMap<string, string>,
  cookies: string | undefined,
): Answer {
  const { token, role } = readToken(sandbox, fields.get('SigninToken'))
  const path = readDestination(sandbox, fields.get('Destination'))
  const open = findConsole(sandbox.state, readCookie(cookies, SIGNIN_COOKIE))
  if (open) {
    const another = !sameIdentity(open.role, role) && !hasEnded(sandbox.state, open)
    if (another) return mustLogOutFirst(`${sandbox.origins.signin}/oauth?Action=logout`)
    closeConsole(sandbox, open.session.id)
  }
  const session = openConsole(sandbox, token, role)
  const location = new URL('/login', sandbox.origins.console)
  location.searchParams.set('code', session.code ?? '')
  location.searchParams.set('to', path)
  return {
    status: 302,
    headers: { location: location.href, 'set-cookie': cookieHeader(SIGNIN_COOKIE, session.id) },
  }
}
