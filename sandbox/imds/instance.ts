import { isoSeconds } from '../aws/clock'
import { accessKeyId, opaqueToken, secretAccessKey } from '../aws/ids'
import type { Sandbox } from '../aws/sandbox'
import type { RoleSession, State } from '../aws/state'

/** A machine of the demo, with the role of its instance profile. */
export interface Instance {
  id: string
  accountId: string
  /** Without path. */
  roleName: string
  region: string
}

const LIFE_MS = 6 * 3600 * 1000
/** Less than this left, new credentials are handed out: clients ask again some minutes before the end. */
const RENEWED_BEFORE_MS = 3600 * 1000
const KEPT_AFTER_END_MS = 24 * 3600 * 1000

function remainingMs({ expiresAt }: RoleSession): number {
  return new Date(expiresAt).getTime() - Date.now()
}

function dropLongExpired(state: State): void {
  for (const [id, session] of state.sessions) {
    if (session.instanceId !== null && remainingMs(session) < -KEPT_AFTER_END_MS) state.sessions.delete(id)
  }
}

function issue(
  { state, changed }: Sandbox,
  { id, accountId, roleName }: Instance,
  roleId: string,
): RoleSession {
  const session: RoleSession = {
    accessKeyId: accessKeyId('ASIA'),
    secretAccessKey: secretAccessKey(),
    sessionToken: opaqueToken(),
    accountId,
    roleName,
    roleId,
    sessionName: id,
    issuedAt: isoSeconds(new Date()),
    expiresAt: isoSeconds(new Date(Date.now() + LIFE_MS)),
    sessionPolicy: null,
    tags: new Map(),
    transitiveTagKeys: [],
    sourceIdentity: null,
    chained: false,
    instanceId: id,
  }
  dropLongExpired(state)
  state.sessions.set(session.accessKeyId, session)
  changed()
  return session
}

/** The instance's credentials of the moment, renewed in time; null when its role is gone. */
export function instanceCredentials(sandbox: Sandbox, instance: Instance): RoleSession | null {
  const { accounts, sessions } = sandbox.state
  const role = accounts.get(instance.accountId)?.roles.get(instance.roleName.toLowerCase())
  if (!role) return null
  const current = [...sessions.values()].find(
    (session) =>
      session.instanceId === instance.id &&
      session.roleId === role.id &&
      remainingMs(session) > RENEWED_BEFORE_MS,
  )
  return current ?? issue(sandbox, instance, role.id)
}
