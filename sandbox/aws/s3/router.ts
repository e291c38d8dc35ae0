import { AwsError } from '../errors'
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './bucket-policy'
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './buckets'
import { notImplemented } from './errors'
import { getObject, getObjectTagging } from './get-object'
import { listObjectsRest, listObjectsV2Rest } from './list-objects-rest'
import { deleteObject, putObject } from './put-object'
import type { S3Operation, S3Request } from './request'

export interface Route {
  name: string
  operation: S3Operation
}

function route(name: string, operation: S3Operation): Route {
  return { name, operation }
}

/** Keyed by level, method, and the sub-resource in the address. */
const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['service GET', route('ListBuckets', listBuckets)],
  ['bucket PUT', route('CreateBucket', createBucket)],
  ['bucket DELETE', route('DeleteBucket', deleteBucket)],
  ['bucket HEAD', route('HeadBucket', headBucket)],
  ['bucket GET', route('ListObjects', listObjectsRest)],
  ['bucket GET list-type', route('ListObjectsV2', listObjectsV2Rest)],
  ['bucket GET location', route('GetBucketLocation', getBucketLocation)],
  ['bucket GET policy', route('GetBucketPolicy', getBucketPolicy)],
  ['bucket PUT policy', route('PutBucketPolicy', putBucketPolicy)],
  ['bucket DELETE policy', route('DeleteBucketPolicy', deleteBucketPolicy)],
  ['object GET', route('GetObject', getObject)],
  ['object HEAD', route('HeadObject', getObject)],
  ['object PUT', route('PutObject', putObject)],
  ['object DELETE', route('DeleteObject', deleteObject)],
  ['object GET tagging', route('GetObjectTagging', getObjectTagging)],
])

/** Every sub-resource of the S3 API reference: one that has no route is refused, never taken for its parent. */
const SUBRESOURCES = new Set(
  (
    'accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle ' +
    'list-type location logging metadataTable metrics notification object-lock ownershipControls partNumber policy ' +
    'policyStatus publicAccessBlock replication requestPayment restore retention select session tagging torrent ' +
    'uploadId uploads versionId versioning versions website'
  ).split(' '),
)

function levelOf({ bucket, key }: S3Request): string {
  if (bucket === '') return 'service'
  return key === '' ? 'bucket' : 'object'
}

function refuse(operation: string): Route {
  return route(operation, () => {
    throw notImplemented(`the operation "${operation}"`)
  })
}

/** The operation that a request asks for; for what the sandbox lacks, one that answers S3's own error. */
export function findRoute(method: string, request: S3Request): Route {
  const subresources = [...request.query.keys()].filter((name) => SUBRESOURCES.has(name)).sort()
  const key = [levelOf(request), method, ...subresources].join(' ')
  const found = ROUTES.get(key)
  if (found) return found
  if (
    ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].includes(method) &&
    (subresources.length > 0 || method === 'POST')
  ) {
    return refuse(key)
  }
  return route(key, () => {
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405)
  })
}
