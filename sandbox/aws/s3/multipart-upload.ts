import { createHash } from 'node:crypto'
import type { Call } from '../call'
import { checkChecksums } from '../checksums'
import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import { urlToken } from '../ids'
import type { Bucket, MultipartUpload, UploadedPart } from '../state'
import { element } from '../xml'
import { authorizeObject, requireBucket } from './access'
import { decryptObject, encryptionHeaders } from './encryption'
import { invalidArgument } from './errors'
import { acceptObject, refuseUnsupported } from './put-object'
import { emptyAnswer, xmlAnswer, type S3Operation, type S3Request } from './request'

const MOST_PARTS = 10_000

interface OpenUpload {
  bucket: Bucket
  upload: MultipartUpload
}

/** The upload that the address names, if the caller may perform the action on its object. Throws `NoSuchUpload`. */
export function findUpload(call: Call, { bucket: name, key, query }: S3Request, action: string): OpenUpload {
  const bucket = requireBucket(call, name)
  authorizeObject(call, bucket, key, action)
  const upload = call.sandbox.state.uploads.get(query.get('uploadId') ?? '')
  if (upload?.bucket === name && upload.object.key === key) return { bucket, upload }
  const message =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.'
  throw new AwsError('NoSuchUpload', message, 404, { UploadId: query.get('uploadId') ?? '' })
}

/** The object is as the first request says: type, metadata, encryption, and its date. */
export const createMultipartUpload: S3Operation = (call, { bucket: name, key, headers }) => {
  const bucket = requireBucket(call, name)
  const object = acceptObject(call, bucket, key, headers, Buffer.alloc(0))
  const upload: MultipartUpload = {
    id: urlToken(48),
    bucket: name,
    startedBy: call.caller.principal.arn,
    object,
    parts: new Map(),
  }
  call.sandbox.state.uploads.set(upload.id, upload)
  call.sandbox.changed()
  const answer = xmlAnswer(
    element('InitiateMultipartUploadResult', [
      element('Bucket', name),
      element('Key', key),
      element('UploadId', upload.id),
    ]),
  )
  return { ...answer, headers: { ...answer.headers, ...encryptionHeaders(object.encryption) } }
}

function readPartNumber({ query }: S3Request): number {
  const text = query.get('partNumber') ?? ''
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= MOST_PARTS) return number
  const message = `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`
  throw invalidArgument('partNumber', text, message)
}

/** A part of the same number takes the earlier one's place. S3 opens the data key again: the caller needs `kms:Decrypt`. */
export const uploadPart: S3Operation = (call, request) => {
  refuseUnsupported(request.headers)
  const number = readPartNumber(request)
  const { bucket, upload } = findUpload(call, request, 'PutObject')
  decryptObject(call, bucket, upload.object)
  const { body, headers } = request
  checkChecksums(body, headers)
  const part: UploadedPart = {
    number,
    bodyBase64: body.toString('base64'),
    size: body.length,
    etag: createHash('md5').update(body).digest('hex'),
    lastModified: sandboxNow(call.sandbox.state).toISOString(),
  }
  upload.parts.set(number, part)
  call.sandbox.changed()
  return emptyAnswer(200, { etag: `"${part.etag}"`, ...encryptionHeaders(upload.object.encryption) })
}

export const abortMultipartUpload: S3Operation = (call, request) => {
  const { upload } = findUpload(call, request, 'AbortMultipartUpload')
  call.sandbox.state.uploads.delete(upload.id)
  call.sandbox.changed()
  return emptyAnswer(204)
}
