import { request as httpRequest } from 'node:http'
import { parseQuery, type HttpRequest } from './aws/http'
import { canonicalRequest, credentialScope, sha256Hex, sign, signingKey } from './aws/sigv4'
import { compactTime } from './aws/sigv4-time'
import type { Credentials } from './testing'

/** A request to sign, and to tamper with afterwards. `path` holds the query, percent-encoded. */
export interface Plain {
  method: string
  path: string
  /** `host` included. */
  headers: Record<string, string>
  body?: string
}

export interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

function toHttp({ method, path, headers, body = '' }: Plain): HttpRequest {
  const [rawPath = '', query = ''] = path.split('?')
  return {
    method,
    rawPath,
    path: decodeURIComponent(rawPath),
    query: parseQuery(query),
    headers: new Map(Object.entries(headers)),
    body: Buffer.from(body),
    remoteAddress: '',
  }
}

function scopeOf(credentials: Credentials, service: string, timestamp: string, signedHeaders: string[]) {
  const { accessKeyId } = credentials
  const date = timestamp.slice(0, 8)
  return { accessKeyId, date, region: 'eu-central-1', service, signedHeaders, signature: '' }
}

/** The request with an `Authorization` header for this service. */
export function signed(plain: Plain, credentials: Credentials, service: string): Plain {
  const timestamp = compactTime(new Date())
  const hash = sha256Hex(plain.body ?? '')
  const headers = {
    ...plain.headers,
    'x-amz-date': timestamp,
    'x-amz-content-sha256': hash,
    ...(credentials.sessionToken && { 'x-amz-security-token': credentials.sessionToken }),
  }
  const scope = scopeOf(credentials, service, timestamp, Object.keys(headers).sort())
  const canonical = canonicalRequest(toHttp({ ...plain, headers }), scope, hash)
  const signature = sign(signingKey(credentials.secretAccessKey, scope), scope, timestamp, canonical)
  const credential = `Credential=${credentials.accessKeyId}/${credentialScope(scope)}`
  const signedHeaders = `SignedHeaders=${scope.signedHeaders.join(';')}`
  const authorization = `AWS4-HMAC-SHA256 ${credential}, ${signedHeaders}, Signature=${signature}`
  return { ...plain, headers: { ...headers, authorization } }
}

/** What a signer of addresses may choose. */
export interface Choice {
  expires?: string
  signedAt?: Date
  service?: string
  /** Parameters beside the usual ones, or instead of them. */
  parameters?: Record<string, string>
}

/** The request with its signature in the address. */
export function presigned(plain: Plain, credentials: Credentials, choice: Choice = {}): Plain {
  const { expires = '900', signedAt = new Date(), service = 's3', parameters = {} } = choice
  const timestamp = compactTime(signedAt)
  const scope = scopeOf(credentials, service, timestamp, Object.keys(plain.headers).sort())
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${credentials.accessKeyId}/${credentialScope(scope)}`,
    'X-Amz-Date': timestamp,
    'X-Amz-Expires': expires,
    'X-Amz-SignedHeaders': scope.signedHeaders.join(';'),
    ...(credentials.sessionToken && { 'X-Amz-Security-Token': credentials.sessionToken }),
    ...parameters,
  })
  const path = `${plain.path}${plain.path.includes('?') ? '&' : '?'}${query.toString()}`
  const canonical = canonicalRequest(toHttp({ ...plain, path }), scope, 'UNSIGNED-PAYLOAD')
  const signature = sign(signingKey(credentials.secretAccessKey, scope), scope, timestamp, canonical)
  return { ...plain, path: `${path}&X-Amz-Signature=${signature}` }
}

/** Sends it as it stands, `Host` included, from a loopback address of choice (all of 127.0.0.0/8 are this machine's). */
export function send(endpoint: string, plain: Plain, localAddress = '127.0.0.1'): Promise<Answered> {
  const { method, path, headers, body = '' } = plain
  const { port } = new URL(endpoint)
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers, localAddress, agent: false }
    const request = httpRequest(options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}
