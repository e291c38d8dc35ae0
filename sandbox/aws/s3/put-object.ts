import { createHash } from 'node:crypto'
import type { Call } from '../call'
import { checkChecksums } from '../checksums'
import { sandboxNow } from '../clock'
import type { Bucket, Encryption, StoredObject } from '../state'
import { AwsError } from '../errors'
import { authorizeObject, requireBucket } from './access'
import { checkPutConditions } from './conditions'
import { askedEncryption, encryptionHeaders, encryptionKeys, encryptObject } from './encryption'
import { notImplemented } from './errors'
import { emptyAnswer, type S3Operation } from './request'

const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
]
const MOST_KEY_BYTES = 1024

/** Headers whose meaning the sandbox does not have: taking them silently would be a lie. */
const REFUSED_HEADERS =
  /^x-amz-(acl|grant-.*|tagging|copy-source.*|object-lock-.*|server-side-encryption-(context|customer-.*)|website-.*|write-offset-bytes)$/

/** Throws `NotImplemented` for a header that the sandbox would not obey. */
export function refuseUnsupported(headers: ReadonlyMap<string, string>): void {
  const refused = [...headers.keys()].find((name) => REFUSED_HEADERS.test(name))
  if (refused !== undefined) throw notImplemented(`the header ${refused}`)
  const storageClass = headers.get('x-amz-storage-class') ?? 'STANDARD'
  if (storageClass !== 'STANDARD') throw notImplemented(`the storage class ${storageClass}`)
}

function keptHeaders(headers: ReadonlyMap<string, string>): Map<string, string> {
  const kept = new Map<string, string>()
  for (const name of KEPT_HEADERS) {
    const value = headers.get(name)?.replace(/(^|,\s*)aws-chunked(,\s*|$)/, '')
    if (value !== undefined && value !== '') kept.set(name, value)
  }
  return kept
}

function metadata(headers: ReadonlyMap<string, string>): Map<string, string> {
  const prefix = 'x-amz-meta-'
  return new Map(
    [...headers]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  )
}

/** What an object is besides its key and its bytes. */
export interface ObjectFields {
  contentType: string
  time: Date
  encryption: Encryption
  /** Of the request that put it. */
  headers?: ReadonlyMap<string, string>
}

/** An object as it is stored; its etag is the MD5 of the body, as S3's is for one-part uploads. */
export function newObject(
  key: string,
  body: Buffer,
  { contentType, time, encryption, headers = new Map() }: ObjectFields,
): StoredObject {
  return {
    key,
    bodyBase64: body.toString('base64'),
    size: body.length,
    etag: createHash('md5').update(body).digest('hex'),
    lastModified: time.toISOString(),
    contentType,
    headers: keptHeaders(headers),
    metadata: metadata(headers),
    encryption,
  }
}

/** The object that a request would put, if its caller may: `s3:PutObject`, and the use of a key that encrypts it. */
export function acceptObject(
  call: Call,
  bucket: Bucket,
  key: string,
  headers: ReadonlyMap<string, string>,
  body: Buffer,
): StoredObject {
  refuseUnsupported(headers)
  if (Buffer.byteLength(key) > MOST_KEY_BYTES) throw new AwsError('KeyTooLongError', 'Your key is too long')
  const asked = askedEncryption(headers)
  authorizeObject(call, bucket, key, 'PutObject', encryptionKeys(headers))
  const encryption = encryptObject(call, bucket, key, asked)
  const contentType = headers.get('content-type') ?? 'binary/octet-stream'
  const time = sandboxNow(call.sandbox.state)
  return newObject(key, body, { contentType, time, encryption, headers })
}

export const putObject: S3Operation = (call, { bucket: name, key, headers, body }) => {
  const bucket = requireBucket(call, name)
  const object = acceptObject(call, bucket, key, headers, body)
  checkPutConditions(bucket.objects.get(key), headers)
  checkChecksums(body, headers)
  bucket.objects.set(key, object)
  call.sandbox.changed()
  return emptyAnswer(200, { etag: `"${object.etag}"`, ...encryptionHeaders(object.encryption) })
}

/** Deleting what is not there succeeds, as in S3. */
export const deleteObject: S3Operation = (call, { bucket: name, key }) => {
  const bucket = requireBucket(call, name)
  authorizeObject(call, bucket, key, 'DeleteObject')
  bucket.objects.delete(key)
  call.sandbox.changed()
  return emptyAnswer(204)
}
