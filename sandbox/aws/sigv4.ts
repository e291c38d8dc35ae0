import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { HttpRequest } from './http'

/** What an `Authorization: AWS4-HMAC-SHA256 …` header says. */
export interface Authorization {
  accessKeyId: string
  /** `20260701` */
  date: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

/** Null when the header is absent or of another form. */
export function parseAuthorization(header: string | undefined): Authorization | null {
  if (!header?.startsWith(`${ALGORITHM} `)) return null
  const fields = new Map(
    header
      .slice(ALGORITHM.length)
      .split(',')
      .map((part) => {
        const [name = '', ...value] = part.trim().split('=')
        return [name, value.join('=')] as const
      }),
  )
  const [accessKeyId, date, region, service, end, ...more] = (fields.get('Credential') ?? '').split('/')
  const signature = fields.get('Signature')
  const signedHeaders = fields.get('SignedHeaders')
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || more.length > 0) return null
  if (!signature || !signedHeaders) return null
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature }
}

/** RFC 3986: all but the unreserved characters escaped. */
function uriEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** S3 signs the path encoded once; all other services encode the path of the wire a second time. */
function canonicalPath(request: HttpRequest, service: string): string {
  const path = service === 's3' ? request.path : request.rawPath
  return path.split('/').map(uriEncode).join('/')
}

function canonicalQuery(query: [string, string][]): string {
  return query
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function canonicalHeaders(request: HttpRequest, names: readonly string[]): string {
  return names
    .map((name) => `${name}:${(request.headers.get(name) ?? '').trim().replaceAll(/\s+/g, ' ')}\n`)
    .join('')
}

/** "Create a canonical request", Signature Version 4 guide. */
export function canonicalRequest(
  request: HttpRequest,
  authorization: Authorization,
  payloadHash: string,
): string {
  return [
    request.method,
    canonicalPath(request, authorization.service),
    canonicalQuery(request.query),
    canonicalHeaders(request, authorization.signedHeaders),
    authorization.signedHeaders.join(';'),
    payloadHash,
  ].join('\n')
}

export function credentialScope({ date, region, service }: Authorization): string {
  return `${date}/${region}/${service}/aws4_request`
}

export function signingKey(secret: string, { date, region, service }: Authorization): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request')
}

/** The request's signature, hex. `timestamp` is that of the request: `20260701T093000Z`. */
export function sign(
  key: Buffer,
  authorization: Authorization,
  timestamp: string,
  canonical: string,
): string {
  const toSign = [ALGORITHM, timestamp, credentialScope(authorization), sha256Hex(canonical)].join('\n')
  return hmac(key, toSign).toString('hex')
}

/** A signature over lines of text, used for the chunks of a streamed body. */
export function signLines(key: Buffer, lines: readonly string[]): string {
  return hmac(key, lines.join('\n')).toString('hex')
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
