import { evaluateKey, parsePolicy, type ContextValues, type Policy, type Verdict } from '../../policy'
import { accessDenied, callContext, type Call } from '../call'
import { aliasesOf } from './keys'
import type { KmsKey } from './state'

function keyContext(call: Call, key: KmsKey): ContextValues {
  const context: ContextValues = {
    'kms:CallerAccount': call.caller.principal.accountId,
    'kms:ResourceAliases': aliasesOf(call.sandbox, key).map((arn) => arn.slice(arn.indexOf(':alias/') + 1)),
  }
  for (const [name, value] of key.tags) context[`aws:ResourceTag/${name}`] = value
  return context
}

/** What the caller may do with the key under a key policy: its own, or one that is to replace it. */
export function judgeKey(
  call: Call,
  key: KmsKey,
  action: string,
  context: ContextValues = {},
  policy: Policy = parsePolicy(key.policy, 'resource'),
): Verdict {
  const { principal, identity, session } = call.caller
  return evaluateKey({
    action: `kms:${action}`,
    resource: key.arn,
    resourceAccount: key.accountId,
    principal,
    context: callContext(call, { ...keyContext(call, key), ...context }),
    policies: { identity, ...(session && { session }), resource: policy },
  })
}

function missing({ caller }: Call, { matched }: Verdict): string {
  const allows = (source: string) => matched.allows.some((allow) => allow.source === source)
  if (!allows('resource')) return 'resource-based policy'
  return caller.session && !allows('session') ? 'session policy' : 'identity-based policy'
}

/** Throws `AccessDenied` unless key policy, identity and session policy together allow the action (without `kms:`). */
export function authorizeKey(call: Call, key: KmsKey, action: string, context?: ContextValues): void {
  const verdict = judgeKey(call, key, action, context)
  call.explanation.push(...verdict.explanation)
  if (verdict.allowed) return
  const access = { action: `kms:${action}`, resource: key.arn, resourceAccount: key.accountId }
  throw accessDenied(call, access, verdict, missing(call, verdict))
}
