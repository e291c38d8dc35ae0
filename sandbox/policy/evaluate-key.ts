import { findApplicable } from './findings'
import { addUp, callerSide, type Grants, resourceAlone } from './grants'
import type { EvaluationRequest, Policy, Verdict } from './types'
import { conclude, type Outcome } from './verdict'

/** A request about a KMS key: its key policy always takes part. */
export type KeyRequest = EvaluationRequest & { policies: { resource: Policy } }

/**
 * Decides a request about a KMS key; in the verdict the key policy is the source `resource`.
 * Rules: KMS Developer Guide, "Key policies in AWS KMS": nobody, not even the account's root user, has a right that the key
 * policy does not give; identity policies count when it names the account ("Default key policy"), and "Allowing users in
 * other accounts to use a KMS key": across accounts both sides must allow.
 */
export function evaluateKey(request: KeyRequest): Verdict {
  const findings = findApplicable(request)
  return conclude(request, findings, combine(request, addUp(request, findings)))
}

function combine(request: KeyRequest, grants: Grants): Outcome {
  if (request.principal.kind === 'anonymous' || !grants.resource) {
    return { allowed: false, reason: 'The key policy does not allow it.' }
  }
  if (grants.sameAccount && resourceAlone(grants)) {
    return { allowed: true, reason: 'The key policy allows the caller.' }
  }
  if (callerSide(grants)) {
    return { allowed: true, reason: "The key policy and the caller's own policies allow it." }
  }
  const missing = grants.session ? 'identity' : 'session'
  return { allowed: false, reason: `The key policy allows it, but the caller's ${missing} policy does not.` }
}
