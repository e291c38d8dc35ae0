import { expect, test } from 'vitest'
import { decodeChunks } from './chunks'
import type { HttpRequest } from './http'
import {
  canonicalRequest,
  parseAuthorization,
  sha256Hex,
  sign,
  signingKey,
  type Authorization,
} from './sigv4'

// The examples, keys and signatures are those of "Signature Calculations for the Authorization Header" and
// "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks", S3 API reference.
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const TIMESTAMP = '20130524T000000Z'
const SEED = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9'

function authorization(signedHeaders: string[], signature = ''): Authorization {
  const accessKeyId = 'AKIAIOSFODNN7EXAMPLE'
  return { accessKeyId, date: '20130524', region: 'us-east-1', service: 's3', signedHeaders, signature }
}

function request(method: string, path: string, headers: Record<string, string>, body = ''): HttpRequest {
  return {
    method,
    rawPath: path,
    path,
    query: [],
    headers: new Map(Object.entries(headers)),
    body: Buffer.from(body),
    remoteAddress: '127.0.0.1',
  }
}

test("a GET with a Range header gets the signature of AWS's example", () => {
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': sha256Hex(''),
    'x-amz-date': TIMESTAMP,
  }
  const signedBy = authorization(Object.keys(headers))
  const canonical = canonicalRequest(request('GET', '/test.txt', headers), signedBy, sha256Hex(''))
  expect(sign(signingKey(SECRET, signedBy), signedBy, TIMESTAMP, canonical)).toBe(
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  )
})

test("a bucket's lifecycle and list addresses are signed with their queries in order", () => {
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': sha256Hex(''),
    'x-amz-date': TIMESTAMP,
  }
  const signedBy = authorization(Object.keys(headers))
  const signatureOf = (query: [string, string][]) =>
    sign(
      signingKey(SECRET, signedBy),
      signedBy,
      TIMESTAMP,
      canonicalRequest({ ...request('GET', '/', headers), query }, signedBy, sha256Hex('')),
    )
  expect(signatureOf([['lifecycle', '']])).toBe(
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  )
  expect(
    signatureOf([
      ['prefix', 'J'],
      ['max-keys', '2'],
    ]),
  ).toBe('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7')
})

const SIGNATURES = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
]

function chunkedBody(signatures: string[], fill = 'a'): string {
  const [first = '', second = '', last = ''] = signatures
  return [
    `10000;chunk-signature=${first}\r\n${fill.repeat(65536)}\r\n`,
    `400;chunk-signature=${second}\r\n${'a'.repeat(1024)}\r\n`,
    `0;chunk-signature=${last}\r\n\r\n`,
  ].join('')
}

function decode(body: string, length = 66560): Buffer {
  const headers = { 'x-amz-decoded-content-length': `${length}` }
  const signedBy = authorization([], SEED)
  const signer = { authorization: signedBy, timestamp: TIMESTAMP, key: signingKey(SECRET, signedBy) }
  return decodeChunks(request('PUT', '/b/k', headers, body), 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', signer)
}

test("the chunks of AWS's example are put together", () => {
  expect(decode(chunkedBody(SIGNATURES)).toString()).toBe('a'.repeat(66560))
})

test('a chunk that was changed, or whose signature was, is refused', () => {
  const [first = '', second = '', last = ''] = SIGNATURES
  expect(() => decode(chunkedBody(SIGNATURES, 'b'))).toThrow(
    'The request signature we calculated does not match',
  )
  expect(() => decode(chunkedBody([second, first, last]))).toThrow('does not match')
  expect(() => decode(chunkedBody([first, second, '0'.repeat(64)]))).toThrow('does not match')
})

test('a body that ends early, or is not of the declared length, is refused', () => {
  expect(() => decode(chunkedBody(SIGNATURES).slice(0, 66_000))).toThrow('terminated unexpectedly')
  expect(() => decode(chunkedBody(SIGNATURES), 66559)).toThrow('terminated unexpectedly')
})

test.each([
  ['nothing', undefined],
  ['another scheme', 'Bearer abc'],
  [
    'another algorithm',
    'AWS4-ECDSA-P256-SHA256 Credential=A/1/r/s/aws4_request, SignedHeaders=host, Signature=x',
  ],
  [
    'a scope that ends otherwise',
    'AWS4-HMAC-SHA256 Credential=A/1/r/s/other, SignedHeaders=host, Signature=x',
  ],
  ['no signature', 'AWS4-HMAC-SHA256 Credential=A/1/r/s/aws4_request, SignedHeaders=host'],
])('%s is no authorization', (_, header) => {
  expect(parseAuthorization(header)).toBeNull()
})
