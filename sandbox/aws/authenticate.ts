import { authError, skewError } from './auth-errors'
import { findKey, type Caller, type KnownKey } from './caller'
import { sandboxNow } from './clock'
import { AwsError } from './errors'
import type { HttpRequest } from './http'
import { payloadHash, readPayload } from './payload'
import { canonicalRequest, parseAuthorization, sameText, sign, signingKey, type Authorization } from './sigv4'
import type { State } from './state'

export interface Authenticated {
  caller: Caller
  /** The body with the framing of a streamed upload taken off. */
  body: Buffer
}

const SKEW_MS = 15 * 60 * 1000

function compactTime(time: Date): string {
  return time.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** The `X-Amz-Date`, or the `Date`, as `20260701T093000Z`; empty when there is none. */
function requestTimestamp(request: HttpRequest): string {
  const amzDate = request.headers.get('x-amz-date')
  if (amzDate !== undefined) return amzDate
  const date = new Date(request.headers.get('date') ?? '')
  return Number.isNaN(date.getTime()) ? '' : compactTime(date)
}

function parseCompact(timestamp: string): Date | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp)
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  const time = new Date(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  )
  return Number.isNaN(time.getTime()) ? null : time
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

function checkToken(state: State, service: string, key: KnownKey, token: string | undefined): void {
  if (!key.roleSession) {
    if (token !== undefined) throw authError(service, 'forged-token')
    return
  }
  if (token === undefined) throw authError(service, 'unknown-key')
  if (!sameText(token, key.roleSession.sessionToken)) throw authError(service, 'forged-token')
  if (sandboxNow(state) >= new Date(key.roleSession.expiresAt)) throw authError(service, 'expired-token')
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
  const key = findKey(state, authorization.accessKeyId)
  if (!key) throw authError(service, 'unknown-key')
  const keyBytes = signingKey(key.secret, authorization)
  const canonical = canonicalRequest(request, authorization, payloadHash(request, service))
  if (!sameText(sign(keyBytes, authorization, timestamp, canonical), authorization.signature)) {
    throw authError(service, 'bad-signature')
  }
  checkToken(state, service, key, request.headers.get('x-amz-security-token'))
  const caller = key.caller()
  if (!caller) throw authError(service, 'unknown-key')
  return { caller, body: readPayload(request, { authorization, timestamp, key: keyBytes }) }
}

/** True for a signature in the address, which the sandbox does not take. */
export function refusePresigned(request: HttpRequest): void {
  if (request.query.some(([name]) => name.toLowerCase() === 'x-amz-signature')) {
    throw new AwsError('NotImplemented', 'The sandbox does not take signatures in the address.', 501)
  }
}
