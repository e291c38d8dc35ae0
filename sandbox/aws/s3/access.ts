import { parsePolicy, type ContextValues } from '../../policy'
import { accessDenied, judge, type Access, type Call } from '../call'
import { AwsError } from '../errors'
import type { Bucket } from '../state'
import { noSuchBucket } from './errors'

/** Throws `NoSuchBucket`: whether a bucket exists is no secret in S3. */
export function requireBucket(call: Call, name: string): Bucket {
  const bucket = call.sandbox.state.buckets.get(name)
  if (!bucket) throw noSuchBucket(name)
  return bucket
}

function bucketAccess(bucket: Bucket, action: string, resource: string, context?: ContextValues): Access {
  return {
    action: `s3:${action}`,
    resource,
    resourceAccount: bucket.accountId,
    resourcePolicy: bucket.policy === null ? undefined : parsePolicy(bucket.policy, 'resource'),
    ...(context && { context }),
  }
}

/** S3 tells only callers of the bucket's own account what was missing. */
function demand(call: Call, bucket: Bucket, access: Access): void {
  const verdict = judge(call, access)
  if (verdict.allowed) return
  if (call.caller.principal.accountId === bucket.accountId) throw accessDenied(call, access, verdict)
  throw new AwsError('AccessDenied', 'Access Denied', 403)
}

export function authorizeBucket(call: Call, bucket: Bucket, action: string, context?: ContextValues): void {
  demand(call, bucket, bucketAccess(bucket, action, `arn:aws:s3:::${bucket.name}`, context))
}

export function authorizeObject(
  call: Call,
  bucket: Bucket,
  key: string,
  action: string,
  context?: ContextValues,
): void {
  demand(call, bucket, bucketAccess(bucket, action, `arn:aws:s3:::${bucket.name}/${key}`, context))
}

/** Who may list the bucket is told that a key is missing; others get AccessDenied. */
export function mayList(call: Call, bucket: Bucket): boolean {
  return judge(call, bucketAccess(bucket, 'ListBucket', `arn:aws:s3:::${bucket.name}`)).allowed
}
