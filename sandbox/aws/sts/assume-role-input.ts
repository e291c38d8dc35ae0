import { Constraints } from '../constraints'
import { AwsError, validationError } from '../errors'
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
const POLICY = /^[\u0009\u000a\u000d\u0020-\u00ff]*$/
const NAME = /^[\w+=,.@-]*$/

function readDuration(parameters: QueryParameters): number {
  const text = parameters.text('DurationSeconds')
  if (text === undefined) return DEFAULT_DURATION_SECONDS
  if (!/^-?\d{1,15}$/.test(text)) {
    throw new AwsError('MalformedInput', `DurationSeconds must be an integer, not '${text}'`)
  }
  return Number(text)
}

function checkConstraints(input: AssumeRoleInput, parameters: QueryParameters): void {
  const constraints = new Constraints()
  const name = parameters.text('RoleSessionName')
  constraints.notNull('RoleArn', parameters.text('RoleArn'))
  constraints.length('RoleArn', parameters.text('RoleArn'), 20, 2048)
  constraints.notNull('RoleSessionName', name)
  constraints.length('RoleSessionName', name, 2, 64)
  constraints.pattern('RoleSessionName', name, NAME, '[\\w+=,.@-]*')
  constraints.range('DurationSeconds', input.durationSeconds, 900, 43200)
  constraints.length('Policy', input.policy, 1, 2048)
  constraints.pattern('Policy', input.policy, POLICY, '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+')
  constraints.length('ExternalId', input.externalId, 2, 1224)
  constraints.pattern('ExternalId', input.externalId, /^[\w+=,.@:/-]*$/, '[\\w+=,.@:\\/-]*')
  constraints.length('SourceIdentity', input.sourceIdentity, 2, 64)
  constraints.pattern('SourceIdentity', input.sourceIdentity, NAME, '[\\w+=,.@-]*')
  constraints.check()
}

/** The limits of the STS API reference, AssumeRole. Throws `AwsError` with AWS's codes. */
export function readAssumeRoleInput(parameters: QueryParameters): AssumeRoleInput {
  parameters.refuse('SerialNumber', 'TokenCode', 'ProvidedContexts', 'PolicyArns', 'MinimumSessionTokenSize')
  const input: AssumeRoleInput = {
    roleArn: parameters.text('RoleArn') ?? '',
    roleSessionName: parameters.text('RoleSessionName') ?? '',
    durationSeconds: readDuration(parameters),
    policy: parameters.text('Policy'),
    externalId: parameters.text('ExternalId'),
    sourceIdentity: parameters.text('SourceIdentity'),
    tags: readTags(parameters),
  }
  checkConstraints(input, parameters)
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
