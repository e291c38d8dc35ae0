import type { Answer } from '../http'
import { element, type XmlElement } from '../xml'
import { invalidArgument } from './errors'
import { listObjects, type Listing } from './list-objects'
import { xmlAnswer, type S3Operation, type S3Request } from './request'

const MOST_KEYS = 1000

function readMaxKeys({ query }: S3Request): number {
  const text = query.get('max-keys')
  if (text === undefined) return MOST_KEYS
  if (!/^\d{1,9}$/.test(text)) {
    throw invalidArgument('max-keys', text, 'Provided max-keys not an integer or within integer range')
  }
  return Math.min(Number(text), MOST_KEYS)
}

type Encoder = (text: string) => string

function readEncoding({ query }: S3Request): Encoder {
  const type = query.get('encoding-type')
  if (type === undefined) return (text) => text
  if (type !== 'url')
    throw invalidArgument('encoding-type', type, 'Invalid Encoding Method specified in Request')
  return (text) => text.split('/').map(encodeURIComponent).join('/')
}

function entries({ objects, commonPrefixes }: Listing, encode: Encoder): XmlElement[] {
  return [
    ...objects.map((object) =>
      element('Contents', [
        element('Key', encode(object.key)),
        element('LastModified', object.lastModified),
        element('ETag', `"${object.etag}"`),
        element('Size', object.size),
        element('StorageClass', 'STANDARD'),
      ]),
    ),
    ...commonPrefixes.map((prefix) => element('CommonPrefixes', [element('Prefix', encode(prefix))])),
  ]
}

function optional(name: string, value: string | undefined): XmlElement | undefined {
  return value === undefined ? undefined : element(name, value)
}

function result(
  request: S3Request,
  listing: Listing,
  encode: Encoder,
  paging: (XmlElement | undefined)[],
): Answer {
  const { bucket, query } = request
  const delimiter = query.get('delimiter')
  return xmlAnswer(
    element('ListBucketResult', [
      element('Name', bucket),
      element('Prefix', encode(query.get('prefix') ?? '')),
      optional('Delimiter', delimiter === undefined ? undefined : encode(delimiter)),
      element('MaxKeys', readMaxKeys(request)),
      optional('EncodingType', query.get('encoding-type')),
      element('IsTruncated', listing.next !== null),
      ...paging,
      ...entries(listing, encode),
    ]),
  )
}

function list(call: Parameters<S3Operation>[0], request: S3Request, after: string | undefined): Listing {
  const { bucket, query } = request
  const prefix = query.get('prefix')
  const delimiter = query.get('delimiter')
  return listObjects(call, { bucket, prefix, delimiter, after, maxKeys: readMaxKeys(request) })
}

function readToken(token: string): string {
  const after = Buffer.from(token, 'base64url').toString('utf8')
  if (after === '' || Buffer.from(after).toString('base64url') !== token) {
    throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect')
  }
  return after
}

export const listObjectsV2Rest: S3Operation = (call, request) => {
  const token = request.query.get('continuation-token')
  const startAfter = request.query.get('start-after')
  const encode = readEncoding(request)
  const listing = list(call, request, token === undefined ? startAfter : readToken(token))
  const next = listing.next === null ? undefined : Buffer.from(listing.next).toString('base64url')
  return result(request, listing, encode, [
    element('KeyCount', listing.objects.length + listing.commonPrefixes.length),
    optional('ContinuationToken', token),
    optional('NextContinuationToken', next),
    optional('StartAfter', startAfter === undefined ? undefined : encode(startAfter)),
  ])
}

export const listObjectsRest: S3Operation = (call, request) => {
  const marker = request.query.get('marker')
  const encode = readEncoding(request)
  const listing = list(call, request, marker)
  const next = request.query.has('delimiter') && listing.next !== null ? encode(listing.next) : undefined
  return result(request, listing, encode, [
    element('Marker', encode(marker ?? '')),
    optional('NextMarker', next),
  ])
}
