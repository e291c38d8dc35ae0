import { AwsError } from '../errors'
import { deleteBucketEncryption, getBucketEncryption, putBucketEncryption } from './bucket-encryption'
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './bucket-policy'
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './buckets'
import { completeMultipartUpload } from './complete-upload'
import { notImplemented } from './errors'
import { getObject, getObjectTagging, headObject } from './get-object'
import { listObjectsRest, listObjectsV2Rest } from './list-objects-rest'
import { listMultipartUploads, listParts } from './list-uploads'
import { checkS3Model } from './model-check'
import { abortMultipartUpload, createMultipartUpload, uploadPart } from './multipart-upload'
import { deleteObject, putObject } from './put-object'
import type { S3Operation, S3Request } from './request'

export interface Route {
  name: string
  operation: S3Operation
}

function route(name: string, operation: S3Operation): Route {
  return { name, operation }
}

/** An operation whose input is held against the service's model before it runs. */
function offered(name: string, operation: S3Operation): Route {
  return route(name, (call, request) => {
    checkS3Model(name, request)
    return operation(call, request)
  })
}

/** Keyed by level, method, and the sub-resource in the address. */
const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['service GET', offered('ListBuckets', listBuckets)],
  ['bucket PUT', offered('CreateBucket', createBucket)],
  ['bucket DELETE', offered('DeleteBucket', deleteBucket)],
  ['bucket HEAD', offered('HeadBucket', headBucket)],
  ['bucket GET', offered('ListObjects', listObjectsRest)],
  ['bucket GET list-type', offered('ListObjectsV2', listObjectsV2Rest)],
  ['bucket GET location', offered('GetBucketLocation', getBucketLocation)],
  ['bucket GET policy', offered('GetBucketPolicy', getBucketPolicy)],
  ['bucket PUT policy', offered('PutBucketPolicy', putBucketPolicy)],
  ['bucket DELETE policy', offered('DeleteBucketPolicy', deleteBucketPolicy)],
  ['bucket GET encryption', offered('GetBucketEncryption', getBucketEncryption)],
  ['bucket PUT encryption', offered('PutBucketEncryption', putBucketEncryption)],
  ['bucket DELETE encryption', offered('DeleteBucketEncryption', deleteBucketEncryption)],
  ['object GET', offered('GetObject', getObject)],
  ['object HEAD', offered('HeadObject', headObject)],
  ['object PUT', offered('PutObject', putObject)],
  ['object DELETE', offered('DeleteObject', deleteObject)],
  ['object GET tagging', offered('GetObjectTagging', getObjectTagging)],
  ['bucket GET uploads', offered('ListMultipartUploads', listMultipartUploads)],
  ['object POST uploads', offered('CreateMultipartUpload', createMultipartUpload)],
  ['object PUT partNumber uploadId', offered('UploadPart', uploadPart)],
  ['object POST uploadId', offered('CompleteMultipartUpload', completeMultipartUpload)],
  ['object DELETE uploadId', offered('AbortMultipartUpload', abortMultipartUpload)],
  ['object GET uploadId', offered('ListParts', listParts)],
])

export const S3_OPERATIONS: readonly string[] = [...ROUTES.values()].map(({ name }) => name)

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
