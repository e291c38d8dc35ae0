import { element } from '../xml'
import { authorizeBucket, requireBucket } from './access'
import { invalidArgument, notImplemented } from './errors'
import { findUpload } from './multipart-upload'
import { xmlAnswer, type S3Operation, type S3Request } from './request'

const MOST_LISTED = 1000

function readNumber({ query }: S3Request, name: string, otherwise: number): number {
  const text = query.get(name)
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text)) {
    throw invalidArgument(name, text, `Provided ${name} not an integer or within integer range`)
  }
  return Number(text)
}

/** ListParts: in the order of their numbers. */
export const listParts: S3Operation = (call, request) => {
  const { upload } = findUpload(call, request, 'ListMultipartUploadParts')
  const marker = readNumber(request, 'part-number-marker', 0)
  const limit = Math.min(readNumber(request, 'max-parts', MOST_LISTED), MOST_LISTED)
  const rest = [...upload.parts.values()]
    .filter(({ number }) => number > marker)
    .sort((a, b) => a.number - b.number)
  const parts = rest.slice(0, limit)
  const last = parts.at(-1)
  return xmlAnswer(
    element('ListPartsResult', [
      element('Bucket', upload.bucket),
      element('Key', upload.object.key),
      element('UploadId', upload.id),
      element('StorageClass', 'STANDARD'),
      element('PartNumberMarker', marker),
      last && element('NextPartNumberMarker', last.number),
      element('MaxParts', limit),
      element('IsTruncated', rest.length > parts.length),
      ...parts.map((part) =>
        element('Part', [
          element('PartNumber', part.number),
          element('LastModified', part.lastModified),
          element('ETag', `"${part.etag}"`),
          element('Size', part.size),
        ]),
      ),
    ]),
  )
}

/** ListMultipartUploads, of a bucket that has no more of them than one answer holds. */
export const listMultipartUploads: S3Operation = (call, { bucket: name, query }) => {
  authorizeBucket(call, requireBucket(call, name), 'ListBucketMultipartUploads')
  const prefix = query.get('prefix') ?? ''
  const uploads = [...call.sandbox.state.uploads.values()]
    .filter(({ bucket, object }) => bucket === name && object.key.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a.object.key), Buffer.from(b.object.key)))
  const unsupported = ['delimiter', 'key-marker', 'upload-id-marker', 'max-uploads'].find((part) =>
    query.get(part),
  )
  if (unsupported !== undefined) throw notImplemented(`${unsupported} in a list of uploads`)
  if (uploads.length > MOST_LISTED) throw notImplemented(`more than ${MOST_LISTED} uploads of one bucket`)
  return xmlAnswer(
    element('ListMultipartUploadsResult', [
      element('Bucket', name),
      element('Prefix', prefix),
      element('MaxUploads', MOST_LISTED),
      element('IsTruncated', false),
      ...uploads.map(({ id, object, startedBy }) =>
        element('Upload', [
          element('Key', object.key),
          element('UploadId', id),
          element('Initiator', [element('ID', startedBy)]),
          element('StorageClass', 'STANDARD'),
          element('Initiated', object.lastModified),
        ]),
      ),
    ]),
  )
}
