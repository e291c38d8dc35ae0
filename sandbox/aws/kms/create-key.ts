import { z } from 'zod'
import { authorize } from '../call'
import { isoSeconds, sandboxNow } from '../clock'
import { AwsError } from '../errors'
import { operation, type RegionalCall } from '../json/operation'
import { addKey, defaultKeyPolicy } from './keys'
import { keyMetadata } from './key-metadata'
import { checkKeyPolicy } from './key-policy'
import { keyTags, readKeyTags, requestTagKeys } from './key-tags'

const members = {
  Policy: z.string().optional(),
  BypassPolicyLockoutSafetyCheck: z.boolean().optional(),
  Description: z.string().optional(),
  KeyUsage: z.string().optional(),
  KeySpec: z.string().optional(),
  CustomerMasterKeySpec: z.string().optional(),
  Origin: z.string().optional(),
  MultiRegion: z.boolean().optional(),
  Tags: keyTags.optional(),
}

/** The only kind of key that the sandbox has. */
const SUPPORTED: Readonly<Record<string, unknown>> = {
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  Origin: 'AWS_KMS',
  MultiRegion: false,
}

function refuseOtherKinds(input: Readonly<Record<string, unknown>>): void {
  for (const [name, supported] of Object.entries(SUPPORTED)) {
    const asked = input[name] ?? supported
    if (asked === supported) continue
    throw new AwsError(
      'UnsupportedOperationException',
      `The sandbox has no keys with ${name} ${String(asked)}.`,
    )
  }
}

function authorizeCreation(call: RegionalCall, tags: z.output<typeof keyTags>): void {
  const resourceAccount = call.caller.principal.accountId
  const context = requestTagKeys(tags)
  authorize(call, { action: 'kms:CreateKey', resource: '*', resourceAccount, context })
  if (tags.length > 0) authorize(call, { action: 'kms:TagResource', resource: '*', resourceAccount, context })
}

/** Without a policy the key gets the default one. Its policy must let the caller replace it, unless that is bypassed. */
export const createKey = operation(members, (call, input) => {
  refuseOtherKinds(input)
  const { Tags = [], Description = '', BypassPolicyLockoutSafetyCheck = false } = input
  authorizeCreation(call, Tags)
  const { accountId } = call.caller.principal
  const { state } = call.sandbox
  const key = addKey(state, {
    accountId,
    region: call.region,
    createdAt: isoSeconds(sandboxNow(state)),
    policy: input.Policy ?? defaultKeyPolicy(accountId),
    description: Description,
    tags: readKeyTags(Tags),
  })
  try {
    checkKeyPolicy(call, key, key.policy, BypassPolicyLockoutSafetyCheck)
  } catch (error) {
    state.keys.delete(key.arn)
    throw error
  }
  call.sandbox.changed()
  return { KeyMetadata: keyMetadata(key) }
})
