import { roleArn } from '../caller'
import { AwsError } from '../errors'
import { acceptPolicy, countedLength } from '../policies'
import type { QueryParameters } from '../query-parameters'
import { checkPrincipals } from '../principals'
import type { Role, State } from '../state'
import { element, type XmlElement } from '../xml'

const MOST_TRUST_CHARACTERS = 2048

export function roleFields(accountId: string, role: Role): XmlElement[] {
  return [
    element('Path', role.path),
    element('RoleName', role.name),
    element('RoleId', role.id),
    element('Arn', roleArn(accountId, role)),
    element('CreateDate', role.createdAt),
    element('AssumeRolePolicyDocument', encodeURIComponent(role.trustPolicy)),
    ...(role.description === '' ? [] : [element('Description', role.description)]),
    element('MaxSessionDuration', role.maxSessionDurationSeconds),
  ]
}

/** A trust policy as a caller sends it. Throws `MalformedPolicyDocument`, or `LimitExceeded` over 2,048 characters. */
export function readTrustPolicy(state: State, parameters: QueryParameters, parameter: string): string {
  const document = parameters.required(parameter)
  checkPrincipals(state, acceptPolicy(document, 'trust'))
  if (countedLength(document) > MOST_TRUST_CHARACTERS) {
    throw new AwsError(
      'LimitExceeded',
      `Cannot exceed quota for ACLSizePerRole: ${MOST_TRUST_CHARACTERS}`,
      409,
    )
  }
  return document
}

/** In seconds; undefined when not given. */
export function readMaxSessionDuration(parameters: QueryParameters): number | undefined {
  const text = parameters.text('MaxSessionDuration')
  return text === undefined ? undefined : Number(text)
}
