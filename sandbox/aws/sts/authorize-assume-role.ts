import { evaluateTrust, parsePolicy, type ContextValues, type TrustRequest } from '../../policy'
import { callContext, type Call } from '../call'
import { AwsError } from '../errors'
import type { Role } from '../state'
import type { AssumeRoleInput } from './assume-role-input'
import type { SessionTags } from './session-tags'

/** The role as it is spoken of in the request, and what the request would make of it. */
export interface Assumption {
  roleArn: string
  roleAccount: string
  role: Role
  input: AssumeRoleInput
  tags: SessionTags
  sourceIdentity: string | null
}

export function notAuthorized(call: Call, action: string, roleArn: string): AwsError {
  const { arn } = call.caller.principal
  return new AwsError(
    'AccessDenied',
    `User: ${arn} is not authorized to perform: ${action} on resource: ${roleArn}`,
    403,
  )
}

/** "IAM and AWS STS condition context keys": the keys that an AssumeRole brings. */
function requestContext({ input, tags, sourceIdentity }: Assumption): ContextValues {
  const context: ContextValues = { 'sts:RoleSessionName': input.roleSessionName }
  if (input.externalId !== undefined) context['sts:ExternalId'] = input.externalId
  if (sourceIdentity !== null) context['sts:SourceIdentity'] = sourceIdentity
  if (tags.tags.size > 0) context['aws:TagKeys'] = [...tags.tags.keys()]
  for (const [key, value] of tags.tags) context[`aws:RequestTag/${key}`] = value
  if (tags.transitiveKeys.length > 0) context['sts:TransitiveTagKeys'] = tags.transitiveKeys
  return context
}

/**
 * AssumeRole alone for a plain call; TagSession too when the session will carry tags, SetSourceIdentity too when it
 * will carry a source identity, inherited ones included. Each in the trust policy and in the caller's own.
 */
export function authorizeAssumption(call: Call, assumption: Assumption): void {
  const { principal, identity, session } = call.caller
  const actions: TrustRequest['action'][] = ['sts:AssumeRole']
  if (assumption.tags.tags.size > 0) actions.push('sts:TagSession')
  if (assumption.sourceIdentity !== null) actions.push('sts:SetSourceIdentity')
  const context = callContext(call, requestContext(assumption))
  const trust = parsePolicy(assumption.role.trustPolicy, 'trust')
  for (const action of actions) {
    const verdict = evaluateTrust({
      action,
      roleArn: assumption.roleArn,
      roleAccount: assumption.roleAccount,
      principal,
      context,
      policies: { trust, identity, ...(session && { session }) },
    })
    call.explanation.push(...verdict.explanation)
    if (!verdict.allowed) throw notAuthorized(call, action, assumption.roleArn)
  }
}
