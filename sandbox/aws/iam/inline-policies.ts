import { AwsError, noSuchEntity } from '../errors'
import { acceptPolicy, countedLength } from '../policies'
import type { QueryParameters } from '../query-parameters'
import { element, type XmlElement } from '../xml'
import { listPage } from './list-page'

/** A user or a role, as the holder of inline policies. */
export interface PolicyHolder {
  kind: 'user' | 'role'
  name: string
  policies: Map<string, string>
}

/** "IAM and AWS STS quotas": all inline policies of one entity together, white space not counted. */
const MOST_CHARACTERS = { user: 2048, role: 10240 } as const

export function putPolicy({ kind, name, policies }: PolicyHolder, parameters: QueryParameters): void {
  const policyName = parameters.required('PolicyName')
  const document = parameters.required('PolicyDocument')
  acceptPolicy(document, 'identity')
  const others = [...policies].filter(([other]) => other !== policyName).map(([, text]) => text)
  const total = [...others, document].reduce((sum, text) => sum + countedLength(text), 0)
  if (total > MOST_CHARACTERS[kind]) {
    const message = `Maximum policy size of ${MOST_CHARACTERS[kind]} bytes exceeded for ${kind} ${name}`
    throw new AwsError('LimitExceeded', message, 409)
  }
  policies.set(policyName, document)
}

function findPolicy({ kind, policies }: PolicyHolder, policyName: string): string {
  const document = policies.get(policyName)
  if (document === undefined) {
    throw noSuchEntity(`The ${kind} policy with name ${policyName} cannot be found.`)
  }
  return document
}

/** The document is percent-encoded, as IAM returns it. */
export function getPolicy(holder: PolicyHolder, parameters: QueryParameters): XmlElement[] {
  const policyName = parameters.required('PolicyName')
  const document = findPolicy(holder, policyName)
  return [
    element(holder.kind === 'user' ? 'UserName' : 'RoleName', holder.name),
    element('PolicyName', policyName),
    element('PolicyDocument', encodeURIComponent(document)),
  ]
}

export function deletePolicy(holder: PolicyHolder, parameters: QueryParameters): void {
  const policyName = parameters.required('PolicyName')
  findPolicy(holder, policyName)
  holder.policies.delete(policyName)
}

export function listPolicies(holder: PolicyHolder, parameters: QueryParameters): XmlElement[] {
  return listPage(
    parameters,
    'PolicyNames',
    [...holder.policies.keys()],
    (name) => name,
    (name) => name,
  )
}
