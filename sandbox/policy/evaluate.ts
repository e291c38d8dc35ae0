import { findApplicable } from './findings'
import { addUp, callerSide, type Grants, resourceAlone } from './grants'
import type { EvaluationRequest, Verdict } from './types'
import { conclude, type Outcome } from './verdict'

/**
 * Decides a request as IAM does, and says why. Pure; `request.context` must already hold every condition key.
 * Rules: IAM User Guide, "Determining whether a request is allowed or denied within an account" and "Cross-account policy
 * evaluation logic". Permissions boundaries and organisation policies do not exist here.
 */
export function evaluate(request: EvaluationRequest): Verdict {
  const findings = findApplicable(request)
  return conclude(request, findings, combine(request, addUp(request, findings)))
}

function combine(request: EvaluationRequest, grants: Grants): Outcome {
  if (request.principal.kind === 'anonymous') return forAnonymous(grants)
  return grants.sameAccount ? withinAccount(grants) : acrossAccounts(grants)
}

function forAnonymous(grants: Grants): Outcome {
  if (grants.resourceDirect) return { allowed: true, reason: 'The resource policy allows everyone.' }
  return { allowed: false, reason: 'No resource policy allows everyone.' }
}

function withinAccount(grants: Grants): Outcome {
  if (resourceAlone(grants)) return { allowed: true, reason: 'The resource policy allows the caller.' }
  if (callerSide(grants)) return { allowed: true, reason: "The caller's own policies allow it." }
  return { allowed: false, reason: whyNotWithin(grants) }
}

function whyNotWithin(grants: Grants): string {
  if (!grants.session && (grants.identity || grants.resourceByRole))
    return 'The session policy does not allow it.'
  if (grants.resource)
    return 'The resource policy leaves it to the account, and no identity policy allows it.'
  return 'No policy allows it.'
}

function acrossAccounts(grants: Grants): Outcome {
  if (callerSide(grants) && grants.resource) {
    return {
      allowed: true,
      reason: "The caller's own policies and the resource policy of the other account allow it.",
    }
  }
  const missing = [
    ...(grants.identity ? [] : ['no identity policy']),
    ...(grants.session ? [] : ['not the session policy']),
    ...(grants.resource ? [] : ['no resource policy of the other account']),
  ]
  return {
    allowed: false,
    reason: `Across accounts all sides must allow it, but ${missing.join(' and ')} does.`,
  }
}
