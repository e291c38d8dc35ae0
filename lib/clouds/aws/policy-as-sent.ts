import { utcSeconds } from '../../kernel/durations'
import type { ApprovedPolicy, PolicySize } from '../../ports/cloud'

/** STS API reference, AssumeRole: the plain text of the session policy has at most 2,048 characters. */
export const SESSION_POLICY_LIMIT = 2048

/**
 * The policy text that is sent: the approved statements plus exactly the end-of-grant deny (invariants 2 and 4).
 * From that second on every call is refused, whatever the credentials' own expiry says.
 */
export function policyAsSent(policy: ApprovedPolicy, endsAt: Date): string {
  const { Statement: statements, ...rest } = policy
  if (!Array.isArray(statements)) throw new TypeError('an approved policy holds a list of statements')
  const end = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': utcSeconds(endsAt) } },
  }
  return JSON.stringify({ ...rest, Statement: [...(statements as unknown[]), end] })
}

/** The size that counts: with the end-of-grant deny, whose length does not depend on when it is. */
export function policySize(policy: ApprovedPolicy): PolicySize {
  return { characters: policyAsSent(policy, new Date(0)).length, limit: SESSION_POLICY_LIMIT }
}
