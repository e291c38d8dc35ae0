import { AwsError } from '../errors'
import type { Answer } from '../http'
import type { Sandbox } from '../sandbox'
import { closeConsole } from './console-sessions'
import { clearedCookie, readCookie } from './cookies'
import { isAllowedRedirect } from './destination'
import { SIGNIN_COOKIE } from './login'

/** Ends the browser's console session, then sends it on. Throws `AwsError` for a foreign `redirect_uri`. */
export function logout(
  sandbox: Sandbox,
  fields: ReadonlyMap<string, string>,
  cookies: string | undefined,
): Answer {
  const target = fields.get('redirect_uri') ?? `${sandbox.origins.console}/signed-out`
  if (!isAllowedRedirect(target)) {
    throw new AwsError(
      'InvalidRedirect',
      'The redirect_uri is not an address that sign-in sends browsers to.',
    )
  }
  const id = readCookie(cookies, SIGNIN_COOKIE)
  if (id !== undefined) closeConsole(sandbox, id)
  return { status: 302, headers: { location: target, 'set-cookie': clearedCookie(SIGNIN_COOKIE) } }
}
