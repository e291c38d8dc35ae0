import {
  evaluate,
  principalContext,
  type ContextValues,
  type Policy,
  type PolicySource,
  type Verdict,
} from '../policy'
import type { Caller } from './caller'
import { sandboxNow } from './clock'
import { AwsError } from './errors'
import type { Sandbox } from './sandbox'

/** One call of one caller; what its authorization was decided by is written to `explanation`. */
export interface Call {
  sandbox: Sandbox
  caller: Caller
  /** The condition keys that follow from the connection. */
  connection: ContextValues
  explanation: string[]
}

/** One thing that a call needs to be allowed. */
export interface Access {
  action: string
  resource: string
  resourceAccount: string
  resourcePolicy?: Policy | undefined
  context?: ContextValues
}

/** The keys that every request of this caller carries. */
export function callContext({ sandbox, caller, connection }: Call, extra: ContextValues = {}): ContextValues {
  const { roleSession } = caller
  return principalContext(caller.principal, sandboxNow(sandbox.state), {
    ...connection,
    ...(roleSession && { 'aws:TokenIssueTime': roleSession.issuedAt }),
    ...(roleSession?.sourceIdentity && { 'aws:SourceIdentity': roleSession.sourceIdentity }),
    ...extra,
  })
}

export function judge(call: Call, access: Access): Verdict {
  const { principal, identity, session } = call.caller
  const verdict = evaluate({
    action: access.action,
    resource: access.resource,
    resourceAccount: access.resourceAccount,
    principal,
    context: callContext(call, access.context),
    policies: {
      identity,
      ...(session && { session }),
      ...(access.resourcePolicy && { resource: access.resourcePolicy }),
    },
  })
  call.explanation.push(...verdict.explanation)
  return verdict
}

const SOURCE_WORDS: Record<PolicySource, string> = {
  identity: 'an identity-based policy',
  session: 'a session policy',
  resource: 'a resource-based policy',
}

function missingPolicy({ matched }: Verdict, { session }: Caller): string {
  const narrowed = session && matched.allows.some(({ source }) => source !== 'session')
  return narrowed ? 'session policy' : 'identity-based policy'
}

/** "Troubleshoot access denied error messages", IAM User Guide. `missing` says what kind of policy does not allow it. */
export function accessDenied(
  call: Call,
  access: Access,
  verdict: Verdict,
  missing = missingPolicy(verdict, call.caller),
): AwsError {
  const { arn } = call.caller.principal
  const [deny] = verdict.matched.denies
  const because = deny
    ? `with an explicit deny in ${SOURCE_WORDS[deny.source]}`
    : `because no ${missing} allows the ${access.action} action`
  const message = `User: ${arn} is not authorized to perform: ${access.action} on resource: ${access.resource}`
  return new AwsError('AccessDenied', `${message} ${because}`, 403)
}

/** Throws `AccessDenied` unless the caller's policies and the resource's allow it. */
export function authorize(call: Call, access: Access): void {
  const verdict = judge(call, access)
  if (!verdict.allowed) throw accessDenied(call, access, verdict)
}
