import { parsePolicy, PolicyError, type Policy, type PolicyKind } from '../policy'
import { AwsError } from './errors'

/** Reads a policy that a caller sends; throws its fault as the service's own error. */
export function acceptPolicy(text: string, kind: PolicyKind): Policy {
  try {
    return parsePolicy(text, kind)
  } catch (error) {
    if (error instanceof PolicyError) throw new AwsError(error.code, error.message)
    throw error
  }
}

/** IAM's quotas count a policy's characters without white space. */
export function countedLength(text: string): number {
  return text.replaceAll(/\s/g, '').length
}
