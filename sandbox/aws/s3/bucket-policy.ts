import type { Policy } from '../../policy'
import type { Call } from '../call'
import { AwsError } from '../errors'
import { acceptPolicy } from '../policies'
import { checkPrincipals } from '../principals'
import type { Bucket } from '../state'
import { authorizeBucket, requireBucket } from './access'
import { emptyAnswer, type S3Operation } from './request'

const MOST_BYTES = 20 * 1024

/** Only the bucket's own account may touch its policy, whatever the policy says. */
function ownBucket(call: Call, name: string, action: string): Bucket {
  const bucket = requireBucket(call, name)
  authorizeBucket(call, bucket, action)
  if (bucket.accountId !== call.caller.principal.accountId) {
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405)
  }
  return bucket
}

function checkResources(policy: Policy, name: string): void {
  const own = `arn:aws:s3:::${name}`
  const foreign = policy.statements
    .flatMap(({ resources }) => resources?.values ?? [])
    .find((resource) => resource !== own && !resource.startsWith(`${own}/`))
  if (foreign !== undefined) {
    throw new AwsError('MalformedPolicy', 'Policy has invalid resource', 400, { Detail: foreign })
  }
}

export const putBucketPolicy: S3Operation = (call, { bucket: name, body }) => {
  const bucket = ownBucket(call, name, 'PutBucketPolicy')
  const text = body.toString('utf8')
  if (body.length > MOST_BYTES) {
    throw new AwsError('PolicyTooLarge', 'Policy exceeds the maximum allowed document size.')
  }
  const policy = acceptPolicy(text, 'resource')
  checkPrincipals(call.sandbox.state, policy)
  checkResources(policy, name)
  bucket.policy = text
  call.sandbox.changed()
  return emptyAnswer(204)
}

export const getBucketPolicy: S3Operation = (call, { bucket: name }) => {
  const { policy } = ownBucket(call, name, 'GetBucketPolicy')
  if (policy === null) {
    throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName: name })
  }
  return { ...emptyAnswer(200, { 'content-type': 'application/json' }), body: policy }
}

export const deleteBucketPolicy: S3Operation = (call, { bucket: name }) => {
  ownBucket(call, name, 'DeleteBucketPolicy').policy = null
  call.sandbox.changed()
  return emptyAnswer(204)
}
