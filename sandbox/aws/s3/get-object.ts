import type { Call } from '../call'
import { AwsError } from '../errors'
import type { Answer } from '../http'
import type { StoredObject } from '../state'
import { element } from '../xml'
import { authorizeObject, mayList, requireBucket } from './access'
import { conditionalStatus } from './conditions'
import { decryptObject, encryptionHeaders } from './encryption'
import { noSuchKey } from './errors'
import { readRange } from './range'
import { emptyAnswer, xmlAnswer, type S3Operation, type S3Request } from './request'

/** An object that is there, for who may perform the action on it. */
function findObject(call: Call, bucketName: string, key: string, action = 'GetObject'): StoredObject {
  const bucket = requireBucket(call, bucketName)
  authorizeObject(call, bucket, key, action)
  const object = bucket.objects.get(key)
  if (object) return object
  if (mayList(call, bucket)) throw noSuchKey(key)
  throw new AwsError('AccessDenied', 'Access Denied', 403)
}

/** GetObject, for the API and the console alike. Needs `s3:GetObject`, and `kms:Decrypt` where a KMS key encrypts it. */
export function readObject(call: Call, bucketName: string, key: string): StoredObject {
  const object = findObject(call, bucketName, key)
  decryptObject(call, requireBucket(call, bucketName), object)
  return object
}

function objectHeaders(object: StoredObject): Record<string, string> {
  return {
    ...Object.fromEntries(object.headers),
    ...Object.fromEntries([...object.metadata].map(([name, value]) => [`x-amz-meta-${name}`, value])),
    'accept-ranges': 'bytes',
    'content-type': object.contentType,
    etag: `"${object.etag}"`,
    ...encryptionHeaders(object.encryption),
    'last-modified': new Date(object.lastModified).toUTCString(),
  }
}

const OVERRIDES = ['content-type', 'content-language', 'expires', 'cache-control', 'content-disposition']

/** `response-content-type=…` and its like replace headers of the answer. */
function overriddenHeaders({ query }: S3Request): Record<string, string> {
  return Object.fromEntries(
    OVERRIDES.flatMap((name) => {
      const value = query.get(`response-${name}`)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** The answer about an object, whole or a range of it, that the caller may read. */
function answerObject(object: StoredObject, request: S3Request): Answer {
  const headers = { ...objectHeaders(object), ...overriddenHeaders(request) }
  const status = conditionalStatus(object, request.headers)
  if (status === 304) return emptyAnswer(304, headers)
  const body = Buffer.from(object.bodyBase64, 'base64')
  const range = readRange(request.headers.get('range'), object.size)
  if (!range) return { ...emptyAnswer(200, headers), body }
  const contentRange = `bytes ${range.first}-${range.last}/${object.size}`
  return {
    ...emptyAnswer(206, { ...headers, 'content-range': contentRange }),
    body: body.subarray(range.first, range.last + 1),
  }
}

export const getObject: S3Operation = (call, request) =>
  answerObject(readObject(call, request.bucket, request.key), request)

/** Needs no right to decrypt, unless it asks for checksums ("HeadObject", S3 API reference). */
export const headObject: S3Operation = (call, request) => {
  const wantsChecksum = request.headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED'
  const find = wantsChecksum ? readObject : findObject
  return answerObject(find(call, request.bucket, request.key), request)
}

/** The sandbox keeps no tags: the set is empty, for who may ask. */
export const getObjectTagging: S3Operation = (call, { bucket, key }) => {
  findObject(call, bucket, key, 'GetObjectTagging')
  return xmlAnswer(element('Tagging', [element('TagSet', [])]))
}
