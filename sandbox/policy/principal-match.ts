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
