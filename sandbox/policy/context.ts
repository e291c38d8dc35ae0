import type { ContextValues, Principal } from './types'

/**
 * The condition keys that follow from who calls and when, overlaid with `extra` (what the action itself contributes).
 * Rule: IAM User Guide, "AWS global condition context keys" and "Principal key values"; anonymous callers have no
 * `aws:userid`. Times have whole seconds, as AWS writes them.
 */
export function principalContext(principal: Principal, now: Date, extra: ContextValues = {}): ContextValues {
  return { ...timeKeys(now), ...identityKeys(principal), ...extra }
}

function timeKeys(now: Date): ContextValues {
  const seconds = Math.floor(now.getTime() / 1000)
  return {
    'aws:CurrentTime': new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
    'aws:EpochTime': String(seconds),
  }
}

function identityKeys(principal: Principal): ContextValues {
  if (principal.kind === 'anonymous') return { 'aws:PrincipalType': 'Anonymous' }
  const keys: ContextValues = {
    'aws:PrincipalAccount': principal.accountId,
    'aws:PrincipalArn': principal.roleArn ?? principal.arn,
    'aws:PrincipalType': principalTypes[principal.kind],
    'aws:userid': principal.userId,
  }
  if (principal.kind === 'user')
    keys['aws:username'] = principal.arn.slice(principal.arn.lastIndexOf('/') + 1)
  for (const [key, value] of Object.entries(principal.tags)) keys[`aws:PrincipalTag/${key}`] = value
  return keys
}

const principalTypes = { root: 'Account', user: 'User', 'assumed-role': 'AssumedRole' }
