import { z } from 'zod'
import type { Policy } from '../../policy'
import { AwsError } from '../errors'
import { operation, type RegionalCall } from '../json/operation'
import { acceptPolicy } from '../policies'
import { checkPrincipals } from '../principals'
import { usableSecret } from './access'
import { isPublic } from './public-policy'

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocumentException', message)
}

function readPolicy({ sandbox }: RegionalCall, text: string): Policy {
  let policy: Policy
  try {
    policy = acceptPolicy(text, 'resource')
  } catch (error) {
    throw error instanceof AwsError
      ? malformed(`This resource policy contains a syntax error. ${error.message}`)
      : error
  }
  try {
    checkPrincipals(sandbox.state, policy)
  } catch (error) {
    throw error instanceof AwsError
      ? malformed('This resource policy contains an unsupported principal.')
      : error
  }
  return policy
}

const members = {
  SecretId: z.string(),
  ResourcePolicy: z.string(),
  BlockPublicPolicy: z.boolean().optional(),
}

const putResourcePolicy = operation(members, (call, { SecretId, ResourcePolicy, BlockPublicPolicy }) => {
  const secret = usableSecret(call, 'PutResourcePolicy', SecretId, {
    'secretsmanager:BlockPublicPolicy': String(BlockPublicPolicy ?? false),
  })
  const policy = readPolicy(call, ResourcePolicy)
  if (BlockPublicPolicy && isPublic(policy)) {
    throw new AwsError(
      'PublicPolicyException',
      'The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.',
    )
  }
  secret.policy = ResourcePolicy
  call.sandbox.changed()
  return { ARN: secret.arn, Name: secret.name }
})

const getResourcePolicy = operation({ SecretId: z.string() }, (call, { SecretId }) => {
  const { arn, name, policy } = usableSecret(call, 'GetResourcePolicy', SecretId)
  return { ARN: arn, Name: name, ...(policy !== null && { ResourcePolicy: policy }) }
})

const deleteResourcePolicy = operation({ SecretId: z.string() }, (call, { SecretId }) => {
  const secret = usableSecret(call, 'DeleteResourcePolicy', SecretId)
  secret.policy = null
  call.sandbox.changed()
  return { ARN: secret.arn, Name: secret.name }
})

export const resourcePolicyOperations = {
  PutResourcePolicy: putResourcePolicy,
  GetResourcePolicy: getResourcePolicy,
  DeleteResourcePolicy: deleteResourcePolicy,
}
