import { createHash } from 'node:crypto'
import { checkChecksums } from '../checksums'
import { AwsError } from '../errors'
import type { MultipartUpload, StoredObject, UploadedPart } from '../state'
import { element } from '../xml'
import { checkPutConditions } from './conditions'
import { decryptObject, encryptionHeaders } from './encryption'
import { notImplemented } from './errors'
import { findUpload } from './multipart-upload'
import { xmlAnswer, type S3Operation } from './request'

const LEAST_PART_BYTES = 5 * 1024 * 1024

/** What the request says of a part. */
interface NamedPart {
  number: number
  etag: string
  /** As headers are named: `x-amz-checksum-crc32`. */
  checksums: Map<string, string>
}

function unescapeQuotes(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#34;', '"')
}

function readPart(xml: string): NamedPart {
  const fields = [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(
    ([, name = '', value = '']) => [name, unescapeQuotes(value).trim()] as const,
  )
  const values = new Map(fields)
  const checksums = fields
    .filter(([name]) => name.startsWith('Checksum'))
    .map(([name, value]) => [`x-amz-checksum-${name.slice('Checksum'.length).toLowerCase()}`, value] as const)
  const number = Number(values.get('PartNumber'))
  const etag = values.get('ETag')?.replaceAll('"', '')
  if (!Number.isInteger(number) || etag === undefined) throw malformed()
  return { number, etag, checksums: new Map(checksums) }
}

function malformed(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  )
}

/** `<CompleteMultipartUpload>`: at least one part, in the order of their numbers. */
function readParts(xml: string): NamedPart[] {
  const parts = [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, inner = '']) => readPart(inner))
  if (parts.length === 0) throw malformed()
  const isRising = parts.every((part, i) => i === 0 || (parts[i - 1]?.number ?? 0) < part.number)
  if (isRising) return parts
  throw new AwsError(
    'InvalidPartOrder',
    'The list of parts was not in ascending order. Parts must be ordered by part number.',
  )
}

function bytesOf(part: UploadedPart): Buffer {
  return Buffer.from(part.bodyBase64, 'base64')
}

function isTrue(part: UploadedPart, checksums: ReadonlyMap<string, string>): boolean {
  try {
    checkChecksums(bytesOf(part), checksums)
    return true
  } catch (error) {
    if (error instanceof AwsError && error.code === 'BadDigest') return false
    throw error
  }
}

function findPart(upload: MultipartUpload, { number, etag, checksums }: NamedPart): UploadedPart {
  const part = upload.parts.get(number)
  if (part?.etag === etag && isTrue(part, checksums)) return part
  const message =
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."
  throw new AwsError('InvalidPart', message, 400, {
    UploadId: upload.id,
    PartNumber: String(number),
    ETag: etag,
  })
}

function checkSizes(parts: readonly UploadedPart[]): void {
  const small = parts.slice(0, -1).find(({ size }) => size < LEAST_PART_BYTES)
  if (!small) return
  throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
    ProposedSize: String(small.size),
    MinSizeAllowed: String(LEAST_PART_BYTES),
    PartNumber: String(small.number),
    ETag: small.etag,
  })
}

/** The etag of an object in parts is the MD5 of its parts' MD5s, and their number. */
function joined(object: StoredObject, parts: readonly UploadedPart[]): StoredObject {
  const body = Buffer.concat(parts.map(bytesOf))
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')))
  const etag = `${createHash('md5').update(digests).digest('hex')}-${parts.length}`
  return { ...object, bodyBase64: body.toString('base64'), size: body.length, etag }
}

/** A checksum over the whole is checked; one over the parts' checksums (`…-2`) the sandbox does not compute. */
function checkWhole(object: StoredObject, headers: ReadonlyMap<string, string>): void {
  const composite = [...headers].find(
    ([name, value]) => name.startsWith('x-amz-checksum-') && value.includes('-'),
  )
  if (composite) throw notImplemented(`a composite ${composite[0]}`)
  checkChecksums(Buffer.from(object.bodyBase64, 'base64'), headers)
}

export const completeMultipartUpload: S3Operation = (call, request) => {
  const { bucket, upload } = findUpload(call, request, 'PutObject')
  decryptObject(call, bucket, upload.object)
  const parts = readParts(request.body.toString('utf8')).map((part) => findPart(upload, part))
  checkSizes(parts)
  const object = joined(upload.object, parts)
  checkPutConditions(bucket.objects.get(object.key), request.headers)
  checkWhole(object, request.headers)
  bucket.objects.set(object.key, object)
  call.sandbox.state.uploads.delete(upload.id)
  call.sandbox.changed()
  const answer = xmlAnswer(
    element('CompleteMultipartUploadResult', [
      element('Location', `${call.sandbox.origins.aws}/${bucket.name}/${encodeURIComponent(object.key)}`),
      element('Bucket', bucket.name),
      element('Key', object.key),
      element('ETag', `"${object.etag}"`),
    ]),
  )
  return { ...answer, headers: { ...answer.headers, ...encryptionHeaders(object.encryption) } }
}
