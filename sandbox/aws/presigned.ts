import { AwsError } from './errors'
import type { HttpRequest } from './http'
import { parseCompact } from './sigv4-time'
import type { Authorization } from './sigv4'

/** A signature in the address, with everything that it signs and says. */
export interface Presigned {
  authorization: Authorization
  /** `20260701T093000Z` */
  timestamp: string
  token: string | undefined
  expiresSeconds: number
  /** The request as it was signed: the address without the signature. */
  request: HttpRequest
}

const LONGEST_SECONDS = 7 * 24 * 60 * 60
const ALGORITHM = 'AWS4-HMAC-SHA256'

const AUTHENTICATION = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Expires',
] as const
type Parameter = (typeof AUTHENTICATION)[number]

const NOT_HEADERS = new Set([...AUTHENTICATION, 'X-Amz-Security-Token'].map((name) => name.toLowerCase()))

function parameters({ query }: HttpRequest): Map<string, string> {
  return new Map(query.map(([name, value]) => [name.toLowerCase(), value]))
}

export function isPresigned({ query }: HttpRequest): boolean {
  return query.some(([name]) => name.toLowerCase() === 'x-amz-signature')
}

/** The service in the credential scope of a signature in the address. */
export function presignedService(request: HttpRequest): string | undefined {
  return isPresigned(request) ? parameters(request).get('x-amz-credential')?.split('/')[3] : undefined
}

/** The headers of a request, and those that its signer moved into the address: SDKs do so with `x-amz-*`. */
export function hoistedHeaders(request: HttpRequest): Map<string, string> {
  if (!isPresigned(request)) return request.headers
  const moved = [...parameters(request)].filter(
    ([name]) => name.startsWith('x-amz-') && !NOT_HEADERS.has(name),
  )
  return new Map([...moved, ...request.headers])
}

function malformed(message: string): AwsError {
  return new AwsError('AuthorizationQueryParametersError', message)
}

function readExpiry(text: string): number {
  if (!/^-?\d+$/.test(text)) throw malformed('X-Amz-Expires should be a number')
  const seconds = Number(text)
  if (seconds < 0) throw malformed('X-Amz-Expires must be non-negative')
  if (seconds > LONGEST_SECONDS) {
    throw malformed(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  }
  return seconds
}

function readScope(credential: string): Omit<Authorization, 'signedHeaders' | 'signature'> {
  const [accessKeyId, date, region, service, end, ...more] = credential.split('/')
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || more.length > 0) {
    const form = '"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request"'
    throw malformed(
      `Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting ${form}.`,
    )
  }
  if (service !== 's3') {
    throw malformed(
      `Error parsing the X-Amz-Credential parameter; incorrect service "${service}". This endpoint belongs to "s3".`,
    )
  }
  return { accessKeyId, date, region, service }
}

function required(given: ReadonlyMap<string, string>): Record<Parameter, string> {
  const found = AUTHENTICATION.map((name) => [name, given.get(name.toLowerCase())] as const)
  if (found.some(([, value]) => value === undefined || value === '')) {
    const names = [...AUTHENTICATION.slice(0, -1), `and ${AUTHENTICATION.at(-1) ?? ''}`].join(', ')
    throw malformed(`Query-string authentication version 4 requires the ${names} parameters.`)
  }
  return Object.fromEntries(found) as Record<Parameter, string>
}

/**
 * Takes a presigned request apart. Rule: "Authenticating Requests: Using Query Parameters", S3 API reference. Throws
 * `AuthorizationQueryParametersError`.
 */
export function readPresigned(request: HttpRequest): Presigned {
  const given = parameters(request)
  const values = required(given)
  if (values['X-Amz-Algorithm'] !== ALGORITHM) throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`)
  const timestamp = values['X-Amz-Date']
  if (!parseCompact(timestamp)) {
    throw malformed(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`)
  }
  const scope = readScope(values['X-Amz-Credential'])
  if (!timestamp.startsWith(scope.date)) {
    const day = timestamp.slice(0, 8)
    throw malformed(
      `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${day}".`,
    )
  }
  const signedHeaders = values['X-Amz-SignedHeaders'].split(';')
  const query = request.query.filter(([name]) => name.toLowerCase() !== 'x-amz-signature')
  return {
    authorization: { ...scope, signedHeaders, signature: values['X-Amz-Signature'] },
    timestamp,
    token: given.get('x-amz-security-token'),
    expiresSeconds: readExpiry(values['X-Amz-Expires']),
    request: { ...request, query, headers: hoistedHeaders(request) },
  }
}
