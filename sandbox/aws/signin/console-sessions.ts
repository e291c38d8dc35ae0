import { sandboxNow } from '../clock'
import { sessionArn } from '../caller'
import { urlToken } from '../ids'
import type { Sandbox } from '../sandbox'
import type { ConsoleSession, RoleSession, SigninToken, State } from '../state'

/** A console session with the role session whose rights it has. */
export interface OpenConsole {
  session: ConsoleSession
  role: RoleSession
}

/** The session, ended or not; null for an id that was never given out, or was signed out. */
export function findConsole(state: State, id: string | undefined): OpenConsole | null {
  const session = id === undefined ? undefined : state.consoleSessions.get(id)
  const role = session && state.sessions.get(session.accessKeyId)
  return session && role ? { session, role } : null
}

export function hasEnded(state: State, { session }: OpenConsole): boolean {
  return sandboxNow(state) >= new Date(session.expiresAt)
}

export function sameIdentity(a: RoleSession, b: RoleSession): boolean {
  return a.roleId === b.roleId && sessionArn(a) === sessionArn(b)
}

/** What ended long ago is forgotten; until then it is answered as ended. */
function dropLongEnded(state: State): void {
  const oldest = sandboxNow(state).getTime() - 24 * 3600 * 1000
  for (const { id, expiresAt } of state.consoleSessions.values()) {
    if (new Date(expiresAt).getTime() < oldest) state.consoleSessions.delete(id)
  }
}

/** Without SessionDuration it lasts as long as the credentials. */
export function openConsole(
  { state, changed }: Sandbox,
  token: SigninToken,
  role: RoleSession,
): ConsoleSession {
  const now = sandboxNow(state)
  const { sessionDurationSeconds } = token
  const session: ConsoleSession = {
    id: urlToken(),
    accessKeyId: role.accessKeyId,
    expiresAt:
      sessionDurationSeconds === null
        ? role.expiresAt
        : new Date(now.getTime() + sessionDurationSeconds * 1000).toISOString(),
    code: urlToken(),
  }
  dropLongEnded(state)
  state.consoleSessions.set(session.id, session)
  changed()
  return session
}

/** The code works once. */
export function redeemCode({ state, changed }: Sandbox, code: string): ConsoleSession | null {
  for (const session of state.consoleSessions.values()) {
    if (session.code === null || session.code !== code) continue
    session.code = null
    changed()
    return session
  }
  return null
}

export function closeConsole({ state, changed }: Sandbox, id: string): void {
  if (state.consoleSessions.delete(id)) changed()
}
