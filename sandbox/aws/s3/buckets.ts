import { authorize, type Call } from '../call'
import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import type { Bucket } from '../state'
import { element } from '../xml'
import { readXml } from '../xml-read'
import { authorizeBucket, requireBucket } from './access'
import { checkBucketName } from './bucket-name'
import { notImplemented } from './errors'
import { emptyAnswer, xmlAnswer, type S3Operation, type S3Request } from './request'

const DEFAULT_REGION = 'us-east-1'

/** `<LocationConstraint>` of the body; without one, us-east-1. What a bucket may have besides is refused. */
function readRegion({ body }: S3Request): string {
  const content = readXml(body.toString('utf8'))?.content ?? ''
  const members = typeof content === 'string' ? [] : content
  const other = members.find(({ name }) => name !== 'LocationConstraint')
  if (other) throw notImplemented(`${other.name} in a bucket's configuration`)
  const region = members[0]?.content
  return typeof region === 'string' && region !== '' ? region : DEFAULT_REGION
}

function checkFree(call: Call, name: string, accountId: string): void {
  const existing = call.sandbox.state.buckets.get(name)
  if (!existing) return
  if (existing.accountId === accountId) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.'
    throw new AwsError('BucketAlreadyOwnedByYou', message, 409, { BucketName: name })
  }
  const message = 'The requested bucket name is not available. Please select a different name and try again.'
  throw new AwsError('BucketAlreadyExists', message, 409, { BucketName: name })
}

export const createBucket: S3Operation = (call, request) => {
  const { bucket: name } = request
  checkBucketName(name)
  const { accountId } = call.caller.principal
  authorize(call, { action: 's3:CreateBucket', resource: `arn:aws:s3:::${name}`, resourceAccount: accountId })
  const region = readRegion(request)
  checkFree(call, name, accountId)
  const createdAt = sandboxNow(call.sandbox.state).toISOString()
  call.sandbox.state.buckets.set(name, {
    name,
    accountId,
    region,
    createdAt,
    policy: null,
    encryption: { algorithm: 'AES256' },
    objects: new Map(),
  })
  call.sandbox.changed()
  return emptyAnswer(200, { location: `/${name}` })
}

export const deleteBucket: S3Operation = (call, { bucket: name }) => {
  const bucket = requireBucket(call, name)
  authorizeBucket(call, bucket, 'DeleteBucket')
  if (bucket.objects.size > 0) {
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
      BucketName: name,
    })
  }
  call.sandbox.state.buckets.delete(name)
  call.sandbox.changed()
  return emptyAnswer(204)
}

export const headBucket: S3Operation = (call, { bucket: name }) => {
  const bucket = requireBucket(call, name)
  authorizeBucket(call, bucket, 'ListBucket')
  return emptyAnswer(200, { 'x-amz-bucket-region': bucket.region })
}

/** us-east-1 is answered as an empty constraint: S3 API reference, GetBucketLocation. */
export const getBucketLocation: S3Operation = (call, { bucket: name }) => {
  const bucket = requireBucket(call, name)
  authorizeBucket(call, bucket, 'GetBucketLocation')
  return xmlAnswer(element('LocationConstraint', bucket.region === DEFAULT_REGION ? '' : bucket.region))
}

/** The buckets of the caller's own account, for the API and the console alike. Needs `s3:ListAllMyBuckets`. */
export function listOwnBuckets(call: Call): Bucket[] {
  const { accountId } = call.caller.principal
  authorize(call, { action: 's3:ListAllMyBuckets', resource: 'arn:aws:s3:::*', resourceAccount: accountId })
  return [...call.sandbox.state.buckets.values()]
    .filter((bucket) => bucket.accountId === accountId)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

export const listBuckets: S3Operation = (call) => {
  const buckets = listOwnBuckets(call)
  return xmlAnswer(
    element('ListAllMyBucketsResult', [
      element('Owner', [element('ID', call.caller.principal.accountId)]),
      element(
        'Buckets',
        buckets.map(({ name, createdAt }) =>
          element('Bucket', [element('Name', name), element('CreationDate', createdAt)]),
        ),
      ),
    ]),
  )
}
