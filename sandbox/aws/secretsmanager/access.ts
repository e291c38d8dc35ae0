import { parsePolicy, type ContextValues } from '../../policy'
import { authorize } from '../call'
import type { RegionalCall } from '../json/operation'
import { invalidRequest, notFound } from './errors'
import { findSecret, type Named } from './find'
import type { StoredSecret } from './state'

function tagContext({ tags }: StoredSecret): ContextValues {
  return Object.fromEntries(
    [...tags].flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`secretsmanager:ResourceTag/${key}`, value],
    ]),
  )
}

/** "Actions, resources, and condition keys for AWS Secrets Manager", Service Authorization Reference. */
function secretContext({ secret, arn }: Named): ContextValues {
  return {
    'secretsmanager:SecretId': arn,
    ...(secret && { 'secretsmanager:SecretPrimaryRegion': secret.region, ...tagContext(secret) }),
  }
}

/** The condition keys of tags in a request. */
export function requestTagContext(tags: ReadonlyMap<string, string>): ContextValues {
  return {
    'aws:TagKeys': [...tags.keys()],
    ...Object.fromEntries([...tags].map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  }
}

/** Throws `AccessDenied` unless this may be done to the secret that is named, whether or not there is one. */
export function authorizeNamed(
  call: RegionalCall,
  action: string,
  named: Named,
  more: ContextValues = {},
): void {
  const policy = named.secret?.policy ?? null
  authorize(call, {
    action: `secretsmanager:${action}`,
    resource: named.arn,
    resourceAccount: named.accountId,
    resourcePolicy: policy === null ? undefined : parsePolicy(policy, 'resource'),
    context: { ...secretContext(named), ...more },
  })
}

/** The secret that the call names, once the caller may do this to it; one scheduled for deletion too. */
export function authorizedSecret(
  call: RegionalCall,
  action: string,
  secretId: string,
  more: ContextValues = {},
): StoredSecret {
  const named = findSecret(call, secretId)
  authorizeNamed(call, action, named, more)
  if (!named.secret) throw notFound()
  return named.secret
}

/** As `authorizedSecret`; throws `InvalidRequestException` for a secret that is scheduled for deletion. */
export function usableSecret(
  call: RegionalCall,
  action: string,
  secretId: string,
  more: ContextValues = {},
): StoredSecret {
  const secret = authorizedSecret(call, action, secretId, more)
  if (!secret.deletion) return secret
  throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.")
}
