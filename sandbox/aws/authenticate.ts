import { authError, skewError } from './auth-errors'
import { findKey, type Caller, type KnownKey } from './caller'
import { isoSeconds, sandboxNow } from './clock'
import { AwsError } from './errors'
import type { HttpRequest } from './http'
import { payloadHash, readPayload, UNSIGNED } from './payload'
import { readPresigned, type Presigned } from './presigned'
import { canonicalRequest, parseAuthorization, sameText, sign, signingKey, type Authorization } from './sigv4'
import { compactTime, parseCompact, SKEW_MS } from './sigv4-time'
import type { RoleSession, State } from './state'

export interface Authenticated {
  caller: Caller
  /** The body with the framing of a streamed upload taken off. */
  body: Buffer
}

/** The `X-Amz-Date`, or the `Date`, as `20260701T093000Z`; empty when there is none. */
function requestTimestamp(request: HttpRequest): string {
  const amzDate = request.headers.get('x-amz-date')
  if (amzDate !== undefined) return amzDate
  const date = new Date(request.headers.get('date') ?? '')
  return Number.isNaN(date.getTime()) ? '' : compactTime(date)
}

/** Signatures are made by clients with the machine's clock, so it judges them; the test clock does not. */
function checkTime(service: string, timestamp: string, scopeDate: string): void {
  const sent = parseCompact(timestamp)
  if (!sent || !timestamp.startsWith(scopeDate)) throw authError(service, 'malformed')
  const now = new Date()
  const ahead = sent.getTime() - now.getTime()
  if (Math.abs(ahead) > SKEW_MS) throw skewError(service, timestamp, compactTime(now), ahead > 0)
}

function checkSignedHeaders(request: HttpRequest, { service, signedHeaders }: Authorization): void {
  const signed = new Set(signedHeaders)
  const unsigned = [...request.headers.keys()].filter(
    (name) => name.startsWith('x-amz-') && !signed.has(name),
  )
  if (!signed.has('host') || (service === 's3' && unsigned.length > 0)) {
    throw authError(service, 'unsigned-headers')
  }
}

/** An instance's credentials are renewed by its programs' clock, the machine's, so that clock judges them. */
function hasExpired(state: State, session: RoleSession): boolean {
  const now = session.instanceId === null ? sandboxNow(state) : new Date()
  return now >= new Date(session.expiresAt)
}

function checkToken(state: State, service: string, key: KnownKey, token: string | undefined): void {
  if (!key.roleSession) {
    if (token !== undefined) throw authError(service, 'forged-token')
    return
  }
  if (token === undefined) throw authError(service, 'unknown-key')
  if (!sameText(token, key.roleSession.sessionToken)) throw authError(service, 'forged-token')
  if (hasExpired(state, key.roleSession)) throw authError(service, 'expired-token')
}

/** What a request says of its signature, in a header or in its address. */
interface Signed {
  authorization: Authorization
  timestamp: string
  payloadHash: string
  token: string | undefined
}

/** `request` is as it was signed. */
function verify(
  state: State,
  request: HttpRequest,
  { authorization, timestamp, payloadHash: hash, token }: Signed,
): Authenticated {
  const { service } = authorization
  const key = findKey(state, authorization.accessKeyId)
  if (!key) throw authError(service, 'unknown-key')
  const keyBytes = signingKey(key.secret, authorization)
  const canonical = canonicalRequest(request, authorization, hash)
  if (!sameText(sign(keyBytes, authorization, timestamp, canonical), authorization.signature)) {
    throw authError(service, 'bad-signature')
  }
  checkToken(state, service, key, token)
  const caller = key.caller()
  if (!caller) throw authError(service, 'unknown-key')
  return { caller, body: readPayload(request, { authorization, timestamp, key: keyBytes }) }
}

/**
 * Verifies Signature Version 4 and the session token. Throws `AwsError` with the codes of the service that the
 * request's credential scope names.
 */
export function authenticate(state: State, request: HttpRequest): Authenticated {
  const authorization = parseAuthorization(request.headers.get('authorization'))
  if (!authorization) throw authError('sts', request.headers.has('authorization') ? 'malformed' : 'missing')
  const { service } = authorization
  const timestamp = requestTimestamp(request)
  checkTime(service, timestamp, authorization.date)
  checkSignedHeaders(request, authorization)
  const token = request.headers.get('x-amz-security-token')
  return verify(state, request, {
    authorization,
    timestamp,
    payloadHash: payloadHash(request, service),
    token,
  })
}

/** Like every signature's time the end of a presigned address is judged by the machine's clock. */
function checkWindow({ timestamp, expiresSeconds }: Presigned): void {
  const now = new Date()
  const begin = parseCompact(timestamp) ?? now
  const end = new Date(begin.getTime() + expiresSeconds * 1000)
  if (begin.getTime() - now.getTime() > SKEW_MS) {
    throw new AwsError('AccessDenied', 'Request is not yet valid', 403)
  }
  if (now < end) return
  throw new AwsError('AccessDenied', 'Request has expired', 403, {
    'X-Amz-Expires': String(expiresSeconds),
    Expires: isoSeconds(end),
    ServerTime: isoSeconds(now),
  })
}

/**
 * Verifies a signature in the address, its window of at most seven days, and the session token. S3 only. The caller's
 * policies count as they are at the use, as for any request.
 */
export function authenticatePresigned(state: State, request: HttpRequest): Authenticated {
  if (request.headers.has('authorization')) {
    throw new AwsError(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    )
  }
  const presigned = readPresigned(request)
  checkWindow(presigned)
  checkSignedHeaders(request, presigned.authorization)
  const hash = presigned.request.headers.get('x-amz-content-sha256') ?? UNSIGNED
  return verify(state, presigned.request, { ...presigned, payloadHash: hash })
}
