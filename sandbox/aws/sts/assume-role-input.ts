import { validationError } from '../errors'
import { violationError } from '../model/violations'
import type { QueryParameters } from '../query-parameters'
import { readTags, type SessionTags } from './session-tags'

export interface AssumeRoleInput {
  roleArn: string
  roleSessionName: string
  durationSeconds: number
  policy: string | undefined
  externalId: string | undefined
  sourceIdentity: string | undefined
  tags: SessionTags
}

const DEFAULT_DURATION_SECONDS = 3600
const MOST_POLICY_CHARACTERS = 2048

/** A limit of the STS API reference that is missing in the service's model. */
function checkPolicyLength(policy: string | undefined): void {
  if (policy === undefined || policy.length <= MOST_POLICY_CHARACTERS) return
  const must = `Member must have length less than or equal to ${MOST_POLICY_CHARACTERS}`
  throw violationError([`Value '${policy}' at 'policy' failed to satisfy constraint: ${must}`])
}

/** What AssumeRole is asked for. Throws `AwsError` with AWS's codes. */
export function readAssumeRoleInput(parameters: QueryParameters): AssumeRoleInput {
  parameters.refuse('SerialNumber', 'TokenCode', 'ProvidedContexts', 'PolicyArns', 'MinimumSessionTokenSize')
  const input: AssumeRoleInput = {
    roleArn: parameters.required('RoleArn'),
    roleSessionName: parameters.required('RoleSessionName'),
    durationSeconds: Number(parameters.text('DurationSeconds') ?? DEFAULT_DURATION_SECONDS),
    policy: parameters.text('Policy'),
    externalId: parameters.text('ExternalId'),
    sourceIdentity: parameters.text('SourceIdentity'),
    tags: readTags(parameters),
  }
  checkPolicyLength(input.policy)
  return input
}

export interface RoleAddress {
  accountId: string
  /** With path, as in the ARN: `/daypass/PayrollRead`. */
  pathAndName: string
}

export function parseRoleArn(arn: string): RoleAddress {
  const match = /^arn:aws:iam::(\d{12}):role(\/[\u0021-\u007e]+)$/.exec(arn)
  if (!match) throw validationError(`${arn} is invalid`)
  return { accountId: match[1] ?? '', pathAndName: match[2] ?? '' }
}
