import type { Principal, PrincipalPattern } from './types'

/**
 * How a resource policy's `Principal` meets the caller, weakest first:
 * `account` hands the decision to the account's identity policies; `role` is still limited by the session policy;
 * `direct` (a user, a session, everyone) is not limited by an implicit deny elsewhere.
 * Rule: IAM User Guide, "Determining whether a request is allowed or denied within an account", and "All principals".
 */
export type Reach = 'account' | 'role' | 'direct'

const byStrength: Reach[] = ['account', 'role', 'direct']

/** The strongest way in which one of the patterns names the caller; undefined if none does. */
export function reachOf(patterns: PrincipalPattern[], principal: Principal): Reach | undefined {
  const reaches = patterns.map((pattern) => reach(pattern, principal))
  return byStrength.findLast((strength) => reaches.includes(strength))
}

function reach(pattern: PrincipalPattern, principal: Principal): Reach | undefined {
  if (pattern.type === 'everyone') return 'direct'
  if (pattern.type === 'account') return pattern.accountId === principal.accountId ? 'account' : undefined
  if (pattern.type !== 'arn') return undefined
  if (pattern.arn === principal.arn) return 'direct'
  return pattern.arn === principal.roleArn ? 'role' : undefined
}

/**
 * Whether a `NotPrincipal` leaves the caller out of its Deny.
 * Rule: "AWS JSON policy elements: NotPrincipal", "Specifying NotPrincipal in a resource-based policy with Deny": every
 * principal that the caller also is must be listed: the session, its role and the account; a user and the account.
 */
export function isExcepted(patterns: PrincipalPattern[], principal: Principal): boolean {
  if (patterns.some(({ type }) => type === 'everyone')) return true
  if (principal.kind === 'anonymous') return false
  const { accountId, arn, roleArn } = principal
  const listed = (wanted: string) =>
    patterns.some((pattern) => pattern.type === 'arn' && pattern.arn === wanted)
  const account = patterns.some((pattern) => pattern.type === 'account' && pattern.accountId === accountId)
  if (principal.kind === 'root') return account
  return account && listed(arn) && (roleArn === undefined || listed(roleArn))
}
