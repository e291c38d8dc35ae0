import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import type { Answer } from '../http'
import { urlToken } from '../ids'
import type { Sandbox } from '../sandbox'
import { sameText } from '../sigv4'
import type { RoleSession, State } from '../state'

export const SIGNIN_TOKEN_SECONDS = 15 * 60

interface SentSession {
  sessionId: string
  sessionKey: string
  sessionToken: string
}

function invalidCredentials(): AwsError {
  return new AwsError('InvalidCredentials', 'Invalid credentials parameter')
}

function readSession(text: string | undefined): SentSession {
  let sent: unknown
  try {
    sent = JSON.parse(text ?? '')
  } catch {
    throw new AwsError('InvalidSession', 'Invalid Session parameter: not JSON')
  }
  const { sessionId, sessionKey, sessionToken } = (sent ?? {}) as Partial<Record<string, unknown>>
  if (typeof sessionId !== 'string' || typeof sessionKey !== 'string' || typeof sessionToken !== 'string') {
    throw invalidCredentials()
  }
  return { sessionId, sessionKey, sessionToken }
}

/** Users' long-term keys, forged parts and ended credentials are all one error, as at AWS. */
function findSession(state: State, sent: SentSession): RoleSession {
  const role = state.sessions.get(sent.sessionId)
  const genuine =
    role && sameText(sent.sessionKey, role.secretAccessKey) && sameText(sent.sessionToken, role.sessionToken)
  if (!genuine || sandboxNow(state) >= new Date(role.expiresAt)) throw invalidCredentials()
  return role
}

/** 900 to 43200 s, and never for credentials that a role obtained: "custom identity broker", IAM User Guide. */
function readDuration(text: string | undefined, role: RoleSession): number | null {
  if (text === undefined) return null
  if (role.chained) throw invalidCredentials()
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (seconds >= 900 && seconds <= 43200) return seconds
  throw new AwsError('InvalidSessionDuration', 'Invalid SessionDuration parameter')
}

function dropOldTokens(state: State): void {
  const oldest = sandboxNow(state).getTime() - SIGNIN_TOKEN_SECONDS * 1000
  for (const [token, { createdAt }] of state.signinTokens) {
    if (new Date(createdAt).getTime() < oldest) state.signinTokens.delete(token)
  }
}

/** Turns a role's credentials into a sign-in token. Throws `AwsError`, answered as HTTP 400. */
export function getSigninToken({ state, changed }: Sandbox, fields: ReadonlyMap<string, string>): Answer {
  const role = findSession(state, readSession(fields.get('Session')))
  const sessionDurationSeconds = readDuration(fields.get('SessionDuration'), role)
  dropOldTokens(state)
  const token = urlToken(192)
  const createdAt = sandboxNow(state).toISOString()
  state.signinTokens.set(token, { token, accessKeyId: role.accessKeyId, createdAt, sessionDurationSeconds })
  changed()
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ SigninToken: token }),
  }
}
