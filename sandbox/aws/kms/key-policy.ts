import { z } from 'zod'
import { parsePolicy, PolicyError, type Policy } from '../../policy'
import type { Call } from '../call'
import { AwsError } from '../errors'
import { operation, type JsonOperation } from '../json/operation'
import { checkPrincipals } from '../principals'
import { judgeKey } from './authorize-key'
import { ownKey } from './own-key'
import { page, pageMembers } from './pages'
import type { KmsKey } from './state'

const MOST_BYTES = 32 * 1024

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocumentException', message)
}

function readKeyPolicy(call: Call, text: string): Policy {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw new AwsError('LimitExceededException', 'The policy document is too large.')
  }
  try {
    const policy = parsePolicy(text, 'resource')
    checkPrincipals(call.sandbox.state, policy)
    return policy
  } catch (error) {
    if (error instanceof PolicyError) throw malformed(error.message)
    if (error instanceof AwsError)
      throw malformed('Policy contains a statement with one or more invalid principals.')
    throw error
  }
}

/**
 * Throws `MalformedPolicyDocumentException` for a policy that cannot be read, and unless `bypassLockout` for one under
 * which the caller could not replace it again ("Default key policy", KMS Developer Guide, "lockout safety check").
 */
export function checkKeyPolicy(call: Call, key: KmsKey, text: string, bypassLockout: boolean): void {
  const policy = readKeyPolicy(call, text)
  if (bypassLockout || judgeKey(call, key, 'PutKeyPolicy', {}, policy).allowed) return
  throw malformed('The new key policy will not allow you to update the key policy in the future.')
}

const POLICY_NAME = 'default'
const policyName = z.string().optional()

function checkPolicyName(name: string = POLICY_NAME): void {
  if (name !== POLICY_NAME) throw new AwsError('NotFoundException', `No such policy exists: ${name}`)
}

const getKeyPolicy = operation(
  { KeyId: z.string(), PolicyName: policyName },
  (call, { KeyId, PolicyName }) => {
    const key = ownKey(call, KeyId, 'GetKeyPolicy')
    checkPolicyName(PolicyName)
    return { Policy: key.policy, PolicyName: POLICY_NAME }
  },
)

const putKeyPolicy = operation(
  {
    KeyId: z.string(),
    PolicyName: policyName,
    Policy: z.string(),
    BypassPolicyLockoutSafetyCheck: z.boolean().optional(),
  },
  (call, { KeyId, PolicyName, Policy: text, BypassPolicyLockoutSafetyCheck: bypass = false }) => {
    const key = ownKey(call, KeyId, 'PutKeyPolicy', { 'kms:BypassPolicyLockoutSafetyCheck': String(bypass) })
    checkPolicyName(PolicyName)
    checkKeyPolicy(call, key, text, bypass)
    key.policy = text
    call.sandbox.changed()
    return {}
  },
)

const listKeyPolicies = operation({ KeyId: z.string(), ...pageMembers }, (call, { KeyId, ...paging }) => {
  ownKey(call, KeyId, 'ListKeyPolicies')
  const { items, more } = page([POLICY_NAME], (name) => name, paging)
  return { PolicyNames: items, ...more }
})

export const keyPolicyOperations: Readonly<Record<string, JsonOperation>> = {
  GetKeyPolicy: getKeyPolicy,
  PutKeyPolicy: putKeyPolicy,
  ListKeyPolicies: listKeyPolicies,
}
