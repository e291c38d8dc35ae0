import { z } from 'zod'
import { Secret } from '../../kernel/secret'
import type { CloudAccount, ConsoleOutcome, RoleCredentials, Scope } from '../../ports/cloud'

const TIMEOUT_MS = 10_000
const tokenAnswer = z.object({ SigninToken: z.string().min(1).max(8192) })

/**
 * Changes role credentials into an address that signs a browser in to the console (IAM user guide, "Enable custom
 * identity broker access to the AWS console"). By POST, so that keys stand in no address; without SessionDuration,
 * which AWS refuses for credentials that a role obtained. The address is a secret and lives 15 minutes.
 */
export async function consoleSignIn(
  hosts: { signIn: string; console: string },
  input: { account: CloudAccount; scope: Scope; credentials: RoleCredentials; issuer: string },
  timeoutMs = TIMEOUT_MS,
): Promise<ConsoleOutcome> {
  const endpoint = new URL('/federation', hosts.signIn)
  try {
    const token = await signInToken(endpoint, input.credentials, timeoutMs)
    if (token === undefined) return failed('AWS’s sign-in endpoint refused these credentials.')
    const login = new URLSearchParams({
      Action: 'login',
      Issuer: input.issuer,
      Destination: consoleDestination(hosts.console, input.account, input.scope),
      SigninToken: token,
    })
    return { status: 'ready', signInUrl: new Secret(`${endpoint.href}?${login.toString()}`) }
  } catch {
    // The cause is dropped on purpose: a parse error can quote what was answered, and that may be a token.
    return failed('AWS’s sign-in endpoint cannot be reached or answered nothing usable.')
  }
}

async function signInToken(
  endpoint: URL,
  credentials: RoleCredentials,
  timeoutMs: number,
): Promise<string | undefined> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials.reveal()
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'getSigninToken',
      Session: JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken }),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) {
    await response.body?.cancel()
    return undefined
  }
  return tokenAnswer.parse(await response.json()).SigninToken
}

function failed(why: string): ConsoleOutcome {
  return {
    status: 'failed',
    code: 'ERR_SIGN_IN_ENDPOINT',
    sentence: `${why} A session was issued, but nobody holds its credentials; opening the console again makes a new one. Try again in a minute.`,
  }
}

/** The console's page for a scope: the bucket's folder, or the account's home. */
export function consoleDestination(consoleOrigin: string, account: CloudAccount, scope: Scope): string {
  const url = new URL(scope.kind === 's3' ? `/s3/buckets/${scope.bucket}` : '/console/home', consoleOrigin)
  url.searchParams.set('region', account.region)
  if (scope.kind === 's3' && scope.prefix !== '') url.searchParams.set('prefix', scope.prefix)
  return url.href
}
