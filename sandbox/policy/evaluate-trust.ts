import { findApplicable } from './findings'
import { addUp, callerSide, type Grants, resourceAlone } from './grants'
import type { EvaluationRequest, TrustRequest, Verdict } from './types'
import { conclude, type Outcome } from './verdict'

/**
 * Decides whether a caller may assume a role, tag the session or set its source identity; in the verdict the trust policy
 * is the source `resource`.
 * Rules: the trust policy must always allow (IAM User Guide, "Determining whether a request is allowed …": trust policies
 * are the exception). For `sts:AssumeRole` within an account a trust policy that names the caller suffices, and one that
 * names the account leaves it to the identity policies; across accounts both sides must allow.
 * For `sts:TagSession` and `sts:SetSourceIdentity` both sides must allow within an account too: the guide asks for it when
 * roles are chained and across accounts, and does not say what holds for a user of the same account.
 */
export function evaluateTrust(request: TrustRequest): Verdict {
  const { trust, ...callerPolicies } = request.policies
  const evaluation: EvaluationRequest = {
    action: request.action,
    resource: request.roleArn,
    resourceAccount: request.roleAccount,
    principal: request.principal,
    context: request.context,
    policies: { ...callerPolicies, resource: trust },
  }
  const findings = findApplicable(evaluation)
  return conclude(evaluation, findings, combine(request, addUp(evaluation, findings)))
}

function combine(request: TrustRequest, grants: Grants): Outcome {
  // STS API reference, AssumeRole: the root user's credentials cannot be used.
  if (request.principal.kind === 'root') {
    return { allowed: false, reason: 'The root user cannot assume a role.' }
  }
  if (!grants.resource) return { allowed: false, reason: "The role's trust policy does not allow it." }
  const trustSuffices = request.action === 'sts:AssumeRole' && grants.sameAccount
  if (trustSuffices && resourceAlone(grants))
    return { allowed: true, reason: 'The trust policy allows the caller.' }
  if (callerSide(grants))
    return { allowed: true, reason: "The trust policy and the caller's own policies allow it." }
  return { allowed: false, reason: `The trust policy allows it, but ${whatIsMissing(grants)} does not.` }
}

function whatIsMissing(grants: Grants): string {
  return grants.session ? "the caller's identity policy" : "the caller's session policy"
}
