import type { Config } from '../kernel/config'
import type { Role } from './schema'

/** How sign-ins are judged: the part of the configuration that identity works with. */
export type SignInRules = {
  issuer: string
  clientId: string
  handleClaim: string
  groupsClaim: string
  /** The claim with the handle of a person's manager; undefined where the provider gives none. */
  managerClaim?: string | undefined
  idleMinutes: number
  absoluteMinutes: number
  /** Whoever is in one of a role's groups has the role. */
  roleGroups: Readonly<Record<Role, readonly string[]>>
}

export function signInRules(config: Config): SignInRules {
  return {
    issuer: config.OIDC_ISSUER,
    clientId: config.OIDC_CLIENT_ID,
    handleClaim: config.OIDC_HANDLE_CLAIM,
    groupsClaim: config.OIDC_GROUPS_CLAIM,
    managerClaim: config.OIDC_MANAGER_CLAIM,
    idleMinutes: config.SIGN_IN_IDLE_MINUTES,
    absoluteMinutes: config.SIGN_IN_ABSOLUTE_MINUTES,
    roleGroups: {
      requester: config.DAYPASS_REQUESTER_GROUPS,
      auditor: config.DAYPASS_AUDITOR_GROUPS,
      administrator: config.DAYPASS_ADMINISTRATOR_GROUPS,
    },
  }
}

/** The roles that these groups give. */
export function rolesOf(groups: readonly string[], rules: SignInRules): Role[] {
  const roles: Role[] = ['requester', 'auditor', 'administrator']
  return roles.filter((role) => rules.roleGroups[role].some((group) => groups.includes(group)))
}
