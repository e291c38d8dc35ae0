import type { Call } from '../call'
import type { Answer, HttpRequest } from '../http'
import { hoistedHeaders } from '../presigned'
import { xmlDocument, type XmlElement } from '../xml'
import { s3Headers, S3_NAMESPACE } from './errors'
import { bucketOfHost } from './host'

/** A request taken apart: `/BUCKET/KEY?…`, or `/KEY?…` to the bucket's own host. */
export interface S3Request {
  bucket: string
  key: string
  query: ReadonlyMap<string, string>
  headers: ReadonlyMap<string, string>
  /** As uploaded, without transfer framing. Empty until the request is authenticated. */
  body: Buffer
}

export type S3Operation = (call: Call, request: S3Request) => Answer

export function readS3Request(request: HttpRequest): S3Request {
  const hosted = bucketOfHost(request.headers.get('host'))
  const path = hosted === undefined ? request.path : `/${hosted}${request.path}`
  const [, bucket = '', ...key] = path.split('/')
  return {
    bucket,
    key: key.join('/'),
    query: new Map(request.query),
    headers: hoistedHeaders(request),
    body: Buffer.alloc(0),
  }
}

export function xmlAnswer(root: XmlElement): Answer {
  return {
    status: 200,
    headers: { ...s3Headers(), 'content-type': 'application/xml' },
    body: xmlDocument(root, S3_NAMESPACE),
  }
}

export function emptyAnswer(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers: { ...s3Headers(), ...headers } }
}
